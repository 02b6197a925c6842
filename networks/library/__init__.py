"""Stored files, their versions, and the one view that serves every one of them after the rule."""
