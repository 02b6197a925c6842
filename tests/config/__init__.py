"""Tests of config: what is the same for every room."""
