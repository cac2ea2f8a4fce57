"""Passwords after their names: bare, in quotes, encoded, abbreviated, in many languages."""
