"""The nodes that a request came through, so that nodes never ask each other in a circle."""

import platform
import re
import secrets
from functools import cache

from support_packet.errors import TooManyHopsError
from support_packet.values.message import N_

HEADER = "Support-Packet-Hops"
PROGRAM_HEADER = "Support-Packet-Program"
MAX_HOPS = 3
_NAME = re.compile(r"[A-Za-z0-9._:-]{1,255}")
_UNKNOWN = "unknown"


def own_name() -> str:
    """Return this node's name in the header that lists the way of a request."""
    name = platform.node()
    return name if _NAME.fullmatch(name) else _UNKNOWN


@cache
def own_program() -> str:
    """Return a random name of this process, by which it recognizes its own answers."""
    return secrets.token_hex(16)


def read_hops(header: str | None) -> tuple[str, ...]:
    """Return the nodes that `header` names, the first one first; none for a person's request.

    `TooManyHopsError` for more than `MAX_HOPS`, and for what is not a list of names.
    """
    if not header:
        return ()
    hops = tuple(name.strip() for name in header.split(",", MAX_HOPS + 1))
    if len(hops) > MAX_HOPS or not all(_NAME.fullmatch(name) for name in hops):
        raise TooManyHopsError(
            N_("The request came through more than %(limit)s nodes; nodes seem to ask each other."),
            limit=MAX_HOPS,
        )
    return hops


def next_header(hops: tuple[str, ...]) -> str:
    """Return the header of a request that this node makes for one that came through `hops`."""
    return ", ".join((*hops, own_name()))
