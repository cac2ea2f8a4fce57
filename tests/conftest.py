"""What all tests share: the real servers, and collector packages installed on disk."""

from hypothesis import settings

pytest_plugins = ["support.distributions.fixtures", "support.servers.fixtures"]

# A machine that runs servers beside the tests has no steady clock.
settings.register_profile("beside servers", deadline=None)
settings.load_profile("beside servers")
