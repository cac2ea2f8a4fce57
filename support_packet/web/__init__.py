"""The HTTP face of the program."""
