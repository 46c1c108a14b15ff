"""Which sentences and rows of the passages are shown, and how."""
