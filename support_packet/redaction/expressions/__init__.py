"""Pieces of expressions that rules share: names, marks, relations, what values look like."""
