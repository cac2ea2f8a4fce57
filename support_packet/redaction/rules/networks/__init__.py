"""Passwords and keys of routers, firewalls and wireless networks."""
