"""Reads databases: data source names of Go's drivers, read-only connections, rows."""
