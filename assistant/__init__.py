"""Question to answer: what is asked, and what may be said?"""
