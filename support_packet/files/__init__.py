"""Reads files that others own: regular ones only, each with a limit, unpacked where compressed."""
