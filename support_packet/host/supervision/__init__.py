"""Runs the code of packages in separate threads, and does not wait longer than allowed."""
