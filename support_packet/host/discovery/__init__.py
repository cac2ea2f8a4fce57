"""Finds, imports and registers collectors, and says what is wrong with those that fail."""
