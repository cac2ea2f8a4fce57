"""Secrets in the dumps, traces, logs and files of programs."""
