"""Runs the code of packages in separate threads, and waits no longer than allowed."""
