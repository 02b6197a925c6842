"""Stored files and the one view that serves them once the access rule has been asked."""
