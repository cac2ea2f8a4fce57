"""The built-in collectors, each an entry point like those of other packages."""
