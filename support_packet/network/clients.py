"""What every client of a server needs: TLS as Go does it, and an end to waiting for an answer."""

import os
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from support_packet.files.bounded_reading import read_within
from support_packet.values.arguments import check_path, check_seconds

_SECONDS = 3.0
"""How long a file system with certificates may take."""


class Connected(Protocol):
    """A socket, or anything else that has the descriptor of one."""

    def fileno(self) -> int:
        """Return the descriptor, -1 once it is closed."""


def client_tls_context(
    *,
    verify: bool = True,
    ca_file: Path | None = None,
    certificate: Path | None = None,
    key: Path | None = None,
) -> ssl.SSLContext:
    """Return a context that accepts the server certificates that Mattermost accepts.

    `ca_file` replaces the system's certificate authorities. `certificate` and `key` identify the
    client; a `certificate` without a `key` holds both. `OSError` or `ValueError` if a file cannot
    be used, also if its file system does not respond within three seconds.
    """
    for name, file in (("ca_file", ca_file), ("certificate", certificate), ("key", key)):
        if file is not None:
            check_path(f"{name} of client_tls_context()", file)
    place = ca_file or certificate
    if place is None:
        return _context(None, None, None, verify=verify)
    return read_within(_SECONDS, place, lambda: _context(ca_file, certificate, key, verify=verify))


def _context(
    ca_file: Path | None, certificate: Path | None, key: Path | None, *, verify: bool
) -> ssl.SSLContext:
    with _naming(ca_file):
        context = ssl.create_default_context(cafile=ca_file)
    # Python 3.13 and later reject certificates that do not conform to RFC 5280 in every detail,
    # such as those of many internal authorities. Go accepts them.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if certificate:
        # Without a password, OpenSSL would ask for one on the terminal.
        with _naming(certificate):
            context.load_cert_chain(certificate, key, password="")
    return context


@contextmanager
def _naming(file: Path | None) -> Iterator[None]:
    """Give the errors of this block the name of `file`, which the library omits."""
    try:
        yield
    except (FileNotFoundError, PermissionError) as error:
        error.filename = file
        raise


class ShutdownTimer:
    """Shuts a socket down `seconds` after `start`, unless `stop` is called first.

    Socket timeouts bound each single read: a server that sends one byte at a time passes them.
    `find_socket` is called when the time is up, in the timer's thread. `expired` says whether it
    was. `start` can be called again after `stop`. `more` is called when the time is up, and returns
    for how many more seconds to wait.
    """

    def __init__(
        self,
        seconds: float,
        find_socket: Callable[[], Connected | None],
        more: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self.expired = False
        self._seconds = seconds
        self._find_socket = find_socket
        self._more = more
        self._timer: threading.Timer | None = None
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the timer; a running one starts over."""
        with self._lock:
            self._stop()
            self._start(self._seconds)

    def stop(self) -> None:
        """Stop the timer; nothing happens if it is not running."""
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _start(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._expire)
        self._timer.daemon = True
        self._timer.start()

    def _expire(self) -> None:
        seconds = self._more()
        if seconds > 0:
            with self._lock:
                # Unless it was stopped meanwhile.
                if self._timer is threading.current_thread():
                    self._start(seconds)
            return
        self.expired = True
        connected = self._find_socket()
        # It may be closed by now, by the server or by us.
        with suppress(OSError):
            if connected is not None:
                shut_down(connected)


def shut_down(connected: Connected) -> None:
    """End the wait of another thread that reads from a socket; `OSError` if it is closed."""
    # On a duplicate: `shutdown` of a TLS socket would clear its TLS state under the reading thread.
    with socket.socket(fileno=os.dup(connected.fileno())) as duplicate:
        duplicate.shutdown(socket.SHUT_RDWR)


@contextmanager
def shut_down_after(
    seconds: float, find_socket: Callable[[], Connected | None]
) -> Iterator[ShutdownTimer]:
    """Within this block, a socket is shut down after `seconds`; reading from it then fails.

        with shut_down_after(10, lambda: connection.sock) as timer:
            ...

    Socket timeouts bound each single read: a server that sends one byte at a time passes them.
    `find_socket` is called in another thread when the time is up; it may return `None`.
    `timer.expired` then is `True`.
    """
    check_seconds("seconds of shut_down_after()", seconds)
    if not callable(find_socket):
        raise TypeError("shut_down_after() takes a function: lambda: connection.sock")
    timer = ShutdownTimer(seconds, find_socket)
    timer.start()
    try:
        yield timer
    finally:
        timer.stop()
