"""Binary content, such as an image, in which secrets were replaced: it may be unreadable then."""

from collections.abc import Mapping

from support_packet.values.message import N_, Message
from support_packet.values.reason import Reason

REPLACED_IN_BINARY = Reason(
    Message(N_("Secrets were replaced in binary content, which may be unreadable now."))
)


def is_changed_binary(data: bytes, removed: Mapping[str, int]) -> bool:
    """Return whether `data` is not text, and secrets were `removed` from it."""
    return bool(removed) and b"\0" in data
