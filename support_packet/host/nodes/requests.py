"""What nodes request of each other: the addresses, and what a request is authorized with."""

from dataclasses import dataclass, field

PACKET_PATH = "/api/v4/system/support_packet"
"""The address of the packet that Mattermost's own clients request, and other nodes."""

READY_PATH = "/readyz"
"""The address at which nodes, and the probes of operators, ask whether packets can be made."""

HOURS_PATH = "/support_packet/hours"
"""The address at which nodes ask each other."""


@dataclass(frozen=True)
class Credential:
    """What a request for a packet was authorized with; `operator` is the break-glass token."""

    token: str = field(repr=False)
    operator: bool = False
