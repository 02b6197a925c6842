"""Wagtail pages of the communication team: home, areas, news, plain pages, introductions of registers."""
