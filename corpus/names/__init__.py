"""What a text names: years, editions, places, schemes, themes."""
