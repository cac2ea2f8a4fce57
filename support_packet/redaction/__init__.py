"""Finds and removes secrets from the bytes of a packet."""
