"""Tokens, keys, codes and other values, by their names."""
