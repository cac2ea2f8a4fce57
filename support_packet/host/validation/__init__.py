"""Checks what packages hand over, and tells their authors what to write instead."""
