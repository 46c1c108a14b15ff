"""What a question keeps of the talk before it."""
