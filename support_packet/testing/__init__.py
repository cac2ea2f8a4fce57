"""For the tests of collector packages: opens installations, and finds secrets in a packet."""

from support_packet.testing.installation import open_installation
from support_packet.testing.leaks import Leak, find_secrets

__all__ = ["Leak", "find_secrets", "open_installation"]
