"""For the tests of collector packages: finds secrets that a packet still holds."""

from support_packet.testing.leaks import Leak, find_secrets

__all__ = ["Leak", "find_secrets"]
