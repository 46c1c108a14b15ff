"""Judged questions to figures: how good is it, and where does it fail?"""
