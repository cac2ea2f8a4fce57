"""For the tests of collector packages: finds secrets that a packet still holds."""

from support_packet.testing.hunter import Finding, hunt

__all__ = ["Finding", "hunt"]
