"""Measures what a packet costs, compared with `zip -6` of the same file."""
