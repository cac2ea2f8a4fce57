"""A connection to a service with a deadline, however slowly it responds."""

import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from support_packet import client_tls_context, shut_down_after

from support_packet_diagnostics.probes.outcome import ProbeError


@contextmanager
def connection(host: str, port: int, seconds: float) -> Iterator[socket.socket]:
    """Yield a connected socket; every error on it becomes a `ProbeError` in plain English."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    late = ProbeError(f"{place} did not respond within {seconds:g} seconds.")
    try:
        with (
            socket.create_connection((host, port), timeout=seconds) as connected,
            # TLS takes the descriptor of `connected` over.
            socket.socket(fileno=os.dup(connected.fileno())) as same,
            shut_down_after(seconds, lambda: same) as timer,
        ):
            # Only the timer ends it, and knows that it did.
            connected.settimeout(2 * seconds)
            try:
                yield connected
            finally:
                # Whatever else it looks like.
                if timer.expired:
                    raise late from None
    except TimeoutError:
        raise late from None
    except (OSError, OverflowError, UnicodeError) as error:
        raise ProbeError(reason(error, place)) from None


def encrypt(connected: socket.socket, host: str, *, verify: bool) -> ssl.SSLSocket:
    """Put TLS on a connected socket, as a client of the server named `host`."""
    return client_tls_context(verify=verify).wrap_socket(connected, server_hostname=host)


def reason(error: Exception, place: str) -> str:
    """Return why `place` cannot be used."""
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
