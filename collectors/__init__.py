"""The built-in collectors, each an entry point like anybody's."""
