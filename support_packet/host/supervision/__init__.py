"""Runs the code of packages in threads of its own, and waits no longer than agreed."""
