"""Passages to an index folder to hits: which passages match these words and this meaning?"""
