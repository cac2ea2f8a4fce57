"""JSON, YAML and URLs as Go reads and writes them."""
