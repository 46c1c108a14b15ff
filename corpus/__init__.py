"""Files to documents to passages: what does the document say, and where?"""
