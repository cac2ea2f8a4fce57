"""Measures what a packet costs, beside what `zip -6` of the same file costs."""
