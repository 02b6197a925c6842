"""Experts and their administrations: accounts, sign-in, profiles, the directory."""
