"""Passwords in the arguments of commands and calls, as shells, lists and traces show them."""
