"""A connection to a service that ends after so many seconds, however slowly it responds."""

import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from support_packet_diagnostics.probes.outcome import ProbeError


@contextmanager
def connection(host: str, port: int, seconds: float) -> Iterator[socket.socket]:
    """Lend a connected socket; every error on it becomes a `ProbeError` in plain English."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    overdue = threading.Event()
    try:
        with (
            socket.create_connection((host, port), timeout=seconds) as connected,
            # TLS takes the descriptor of `connected` over.
            socket.socket(fileno=os.dup(connected.fileno())) as same,
        ):
            timer = threading.Timer(seconds, _shut, (same, overdue))
            timer.daemon = True
            timer.start()
            try:
                yield connected
            finally:
                timer.cancel()
                timer.join()
            # What was shut reads like a response that has ended.
            if overdue.is_set():
                raise TimeoutError
    except (OSError, UnicodeError) as error:
        late = overdue.is_set() or isinstance(error, TimeoutError)
        raise ProbeError(_late(place, seconds) if late else reason(error, place)) from None


def encrypt(connected: socket.socket, host: str, *, verify: bool = True) -> ssl.SSLSocket:
    """Put TLS on a connected socket, as a client of the server named `host`."""
    context = ssl.create_default_context()
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # Go, and thus Mattermost, is not as strict.
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context.wrap_socket(connected, server_hostname=host)


def reason(error: Exception, place: str) -> str:
    """Return why `place` cannot be reached."""
    match error:
        case ssl.SSLCertVerificationError():
            return f"The certificate of {place} is not trusted: {error.verify_message}."
        case ssl.SSLError():
            return f"{place} does not speak TLS as expected."
        case socket.gaierror() | UnicodeError():
            return f"The host name of {place} cannot be resolved."
        case ConnectionRefusedError():
            return f"Nothing is listening at {place} (connection refused)."
        case ConnectionResetError() | BrokenPipeError():
            return f"{place} closed the connection."
    return f"{place} cannot be reached: {getattr(error, 'strerror', None) or 'unknown error'}."


def _late(place: str, seconds: float) -> str:
    return f"{place} did not respond within {seconds:g} seconds."


def _shut(connected: socket.socket, overdue: threading.Event) -> None:
    overdue.set()
    with suppress(OSError):  # The other side may have closed it.
        connected.shutdown(socket.SHUT_RDWR)
