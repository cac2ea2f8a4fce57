"""The connection of a client that downloads: whether it is still there, and its end."""

import socket

import falcon

_MAX_MILLISECONDS = 2**31 - 1


def connection_of(request: falcon.Request) -> socket.socket | None:
    """Return the request's connection; gunicorn provides it, other servers do not."""
    connection: socket.socket | None = request.env.get("gunicorn.socket")
    return connection


def has_left(connection: socket.socket | None) -> bool:
    """Whether the client has closed the connection; never sends or waits."""
    if connection is None:
        return False
    try:
        # A look, not a read: the bytes may be the client's next request. No bytes are its end.
        return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False
    except OSError:
        return True


def allow_pauses(connection: socket.socket | None, seconds: float) -> None:
    """Let the client read nothing of its answer for `seconds`.

    For another node, which takes the packets of several in turn; others have a minute.
    """
    if connection is None or connection.family == socket.AF_UNIX:
        return
    # Linux only, as where the server sets it.
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        milliseconds = min(round(seconds * 1000), _MAX_MILLISECONDS)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)


def hang_up(connection: socket.socket | None) -> None:
    """End the connection, also under a thread that is sending on it."""
    if connection is None:
        return
    try:
        # Closing would not wake the thread that waits for the client to take more; this does.
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
