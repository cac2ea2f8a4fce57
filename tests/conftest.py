"""Fixtures that all tests share: real servers, and collector packages installed on disk."""

from support.examples import load_profile

pytest_plugins = ["support.distributions.fixtures", "support.servers.fixtures"]

load_profile()
