"""Connections: TLS as Go does it, proxies, requests, counted bytes, and an end to every wait."""
