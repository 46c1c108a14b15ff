"""What the words of a question say: its places, kinds of numbers, spellings, courtesies."""
