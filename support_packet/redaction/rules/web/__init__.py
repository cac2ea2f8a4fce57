"""Secrets in headers, cookies and addresses of the web."""
