"""Facts about the machine, in Go's names, and about the release of the Mattermost server."""

import platform

from collectors.facts._release import has_numbered_schema
from support_packet import N_, Mattermost, PacketFacts, hookimpl

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


def release_facts(mattermost: Mattermost) -> dict[str, str | None]:
    """Return release and build where the schema's version does not imply them."""
    if not has_numbered_schema(mattermost):
        return {}
    server = mattermost.server
    return {"server_version": server.version, "server_build": server.build}


@hookimpl
def packet_facts(mattermost: Mattermost) -> list[PacketFacts]:
    """Declare the machine's facts, and the server's."""
    return [
        PacketFacts(
            keys=("server_os", "server_architecture"),
            collect=lambda: server_facts(platform.system(), platform.machine()),
            title=N_("Operating system"),
        ),
        PacketFacts(
            keys=("server_version", "server_build"),
            collect=lambda: release_facts(mattermost),
            title=N_("Mattermost server"),
        ),
    ]
