"""Japanese text: its words, sentences, readings, wrapped lines, rows and quantities."""
