"""Calls the hooks of all collectors, and gathers what they declare for one packet."""
