"""Which passages may answer, and in which order."""
