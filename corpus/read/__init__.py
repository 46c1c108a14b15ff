"""Files to documents: one reader a format, all of them in a child process."""
