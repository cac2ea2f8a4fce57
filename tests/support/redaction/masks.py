"""What may be around a mask that no secret was: the quotes or parentheses that keep YAML valid."""

import re

from support_packet.redaction.spans import MASK

_MASK = re.escape(MASK.decode())
_KEPT = f'(?:{_MASK}|"{_MASK}"|\\({_MASK}\\))'


def is_masked_as(expected: str, redacted: str) -> bool:
    """Return whether `redacted` is `expected`, but for quotes and parentheses around masks."""
    return (
        re.fullmatch(_KEPT.join(map(re.escape, expected.split(MASK.decode()))), redacted)
        is not None
    )


def is_redacted_as(expected: bytes, redacted: bytes) -> bool:
    """Return the same of bytes."""
    return is_masked_as(expected.decode("latin-1"), redacted.decode("latin-1"))
