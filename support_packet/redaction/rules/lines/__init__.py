"""Secrets on the lines below their names."""
