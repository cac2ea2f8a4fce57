"""The rules that every collector has to pass."""
