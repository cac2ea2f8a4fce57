"""The system's view of TCP connections: a server's own lacks those that have not logged in."""

from pathlib import Path

_OPEN = ("01", "02")
"""ESTABLISHED and SYN_SENT in `/proc/net/tcp`."""


def clients_of(port: int, *, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the addresses of clients that hold a connection to `port` open, or are opening one.

    The system completes connections also while the server is stopped. `without` leaves out those
    that were open before.
    """
    # A listing takes a while: what is in two of them was open at one time in between.
    return (_clients(port) & _clients(port)) - without


def _clients(port: int) -> frozenset[str]:
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    rows = [line.split()[1:4] for line in lines]
    return frozenset(
        client
        for client, server, state in rows
        if server.endswith(f":{port:04X}") and state in _OPEN
    )
