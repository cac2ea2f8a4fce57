"""What collectors call to get and write content: requests, commands, logs, other nodes, YAML."""
