"""Clients of servers: TLS as Go does it, proxies, requests, and an end to every wait."""
