"""Secrets in data sources, statements, tables and dumps of databases."""
