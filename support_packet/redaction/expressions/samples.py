"""Pieces of invented values for the examples of rules."""

HEX = "0123456789abcdef"
DIGITS = "0123456789"
MIXED = "aB3dE5gH7jK9mN1p"
UPPER = "AB3DE5GH7JK9MN1P"
UUID = "01234567-89ab-4cde-8f01-23456789abcd"

ANY_ID = "y1ndrfg8ejkmcpqxot1uwisza3"
"""An id as Mattermost makes them."""
