"""Fixtures that all tests share: real servers, and collector packages installed on disk."""

from hypothesis import settings

pytest_plugins = ["support.distributions.fixtures", "support.servers.fixtures"]

# Servers and other tests share the machine, so the time of a single example means nothing.
settings.register_profile("busy machine", deadline=None)
settings.load_profile("busy machine")
