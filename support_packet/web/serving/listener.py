"""The address that the server listens on."""

import os
import re
import socket
import struct

from support_packet.errors import SettingsError

_BIND = re.compile(r"(?P<host>\[[^][]+\]|[^][:]+):(?P<port>[0-9]{1,5})")
_MAX_PORT = 65535
_REQUEST_SECONDS = 10
_ANSWER_SECONDS = 60
"""How long a client may send nothing of its request, and receive nothing of its answer."""


def listen(bind: str, name: str = "--bind") -> socket.socket:
    """Return a socket that listens on `bind`, `HOST:PORT`; `SettingsError` if it cannot.

    An IPv6 address is in square brackets; `[::]` takes connections over IPv4, too. Port 0 is any
    free port. `name` is the option's.
    """
    host, port = parse_bind(bind, name)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, address = found[0]
        # All addresses are those of IPv4, too, where the system has it.
        is_any = address[0] == "::" and socket.has_dualstack_ipv6()
        listener = socket.create_server(
            address[:2], family=family, backlog=128, dualstack_ipv6=is_any
        )
    except socket.gaierror as error:
        raise SettingsError(f"{name} {bind}: {error.strerror}.") from None
    except OSError as error:
        # Python's own text repeats the address.
        raise SettingsError(f"{name} {bind}: {os.strerror(error.errno or 0)}.") from None
    limit_waiting(listener)
    return listener


def parse_bind(bind: str, name: str = "--bind") -> tuple[str, int]:
    """Return host and port of `HOST:PORT`; `SettingsError` if it is anything else."""
    match = _BIND.fullmatch(bind)
    if match is None:
        raise SettingsError(
            f"{name} {bind!r}: expected HOST:PORT, for example 127.0.0.1:8066 or [::1]:8066."
        )
    if int(match["port"]) > _MAX_PORT:
        raise SettingsError(f"{name} {bind!r}: the highest port is {_MAX_PORT}.")
    return match["host"].strip("[]"), int(match["port"])


def limit_waiting(listener: socket.socket) -> None:
    """Limit how long a silent client keeps a thread; accepted connections inherit the options.

    The kernel enforces them, whatever gunicorn or the application waits for.
    """
    # struct timeval: seconds and microseconds. A read that takes longer fails with EAGAIN.
    longest = struct.pack("ll", _REQUEST_SECONDS, 0)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, longest)
    # Also counts while the client's window is closed, as when a download is paused for good. It
    # exists on Linux only.
    if hasattr(socket, "TCP_USER_TIMEOUT") and listener.family != socket.AF_UNIX:
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _ANSWER_SECONDS * 1000)


def url(listener: socket.socket) -> str:
    """Return the URL under which `listener` is reached from this machine.

    Of a Unix socket, in the form that nginx has for it.
    """
    if listener.family == socket.AF_UNIX:
        return f"http://unix:{listener.getsockname()}:"
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
