"""Why a request to a web server had no answer."""

import socket
import ssl

from support_packet.errors import CollectError
from support_packet.values.message import N_, Message

_FAILED = N_("%(server)s: %(reason)s.")
_REFUSED = N_("Connection refused")
_REJECTED = N_("its certificate was rejected (%(reason)s)")
_NO_ADDRESS = N_("its name has no address (%(reason)s)")
_NOT_HTTP = N_("it did not answer in HTTP")
_CHECK_SERVER = N_("Check that the server is running and that this machine can reach it.")


def failed(server: str, error: Exception) -> CollectError:
    """Return what to raise for a request to `server` that ended in `error`."""
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = Message(_REJECTED, reason=error.verify_message)
        return CollectError(_FAILED, server=server, reason=reason)
    if not isinstance(error, OSError):
        return CollectError(_FAILED, server=server, reason=Message(_NOT_HTTP))
    text = (error.strerror or str(error)).rstrip(".")
    reason = Message(text)
    if isinstance(error, socket.gaierror):
        reason = Message(_NO_ADDRESS, reason=text)
    elif isinstance(error, ConnectionRefusedError):
        reason = Message(_REFUSED)
    return CollectError(_FAILED, remedy=_CHECK_SERVER, server=server, reason=reason)
