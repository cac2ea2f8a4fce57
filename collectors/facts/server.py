"""Facts about the machine: operating system and architecture, in Go's names."""

import platform

from support_packet import N_, PacketFacts, hookimpl

ARCHITECTURES = {
    "x86_64": "amd64",
    "aarch64": "arm64",
    "armv8l": "arm",
    "armv7l": "arm",
    "armv6l": "arm",
    "i386": "386",
    "i486": "386",
    "i586": "386",
    "i686": "386",
    "loongarch64": "loong64",
}
"""Go's names of machines, where they differ."""


def server_facts(system: str, machine: str) -> dict[str, str]:
    """Return the facts of a machine, from the names that `uname` gives."""
    machine = machine.lower()
    return {
        "server_os": system.lower(),
        "server_architecture": ARCHITECTURES.get(machine, machine),
    }


@hookimpl
def packet_facts() -> PacketFacts:
    """Declare the machine's facts."""
    return PacketFacts(
        keys=("server_os", "server_architecture"),
        collect=lambda: server_facts(platform.system(), platform.machine()),
        title=N_("Operating system"),
    )
