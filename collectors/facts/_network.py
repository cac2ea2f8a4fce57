"""Connections to other servers, which are asked for little and soon given up."""

import re
import socket

MAX_BYTES = 2**20

_ERROR_NUMBER = re.compile(r"\[(?:Errno -?[0-9]+|SSL: [A-Z0-9_]+|SSL)\] | ?\(_ssl\.c:[0-9]+\)")
_PLAIN_WORDS = {
    "wrong version number": "the server does not respond with TLS",
    "record layer failure": "the server does not respond with TLS",
    "invalid server address": "the host name is unknown",
}
"""What messages of OpenSSL and ldap3 mean, whose own words only experts understand."""
_REFUSED = "Connection refused"


def reason_text(error: BaseException | str) -> str:
    """Return what an error of a connection says, without numbers of the system and of OpenSSL."""
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    plain = _ERROR_NUMBER.sub("", text)
    return next((words for known, words in _PLAIN_WORDS.items() if known in plain), plain)


def is_refused(reason: str) -> bool:
    """Return whether nothing listens at the other end."""
    return reason.endswith(_REFUSED)


class BoundedSocket:
    """A connected socket that limits how much is read: ldap3 would keep all that comes."""

    def __init__(self, connected: socket.socket) -> None:
        self._connected = connected
        self._left = MAX_BYTES

    def recv(self, size: int) -> bytes:
        """Read; `OSError` once it is too much."""
        received = self._connected.recv(size)
        self._left -= len(received)
        if self._left < 0:
            raise OSError("the response is too long")
        return received

    def __getattr__(self, name: str) -> object:
        return getattr(self._connected, name)
