"""The real servers that the program's own tests use."""

pytest_plugins = ["support.servers.fixtures"]
