"""What comes before tokens whose own beginning is too short to look for."""

from collections.abc import Iterable

_BEFORE = (
    *(rb" ", rb"\t", rb"\"", rb"'", rb"=", rb":", rb">", rb"\(", rb",", rb"\[", rb"`"),
    rb"\\[nrt]",
    rb"u00(?:2[0267cC]|3[aAcCdDeE])",  # careful JSON
    rb"%(?:2[0267cC]|3[aAcCdDeE]|0[aA])",  # URLs
    rb"[0-9]m",  # the end of a terminal's color
    rb"\n",
)

AFTER_OTHERS = rb"(?:(?m:^)|" + b"|".join(_BEFORE) + rb")"
"""What comes before such a token, or nothing at the beginning of a line."""


def before_short(beginnings: Iterable[bytes], token: bytes) -> tuple[bytes, ...]:
    """Return a detector for such tokens, which hyperscan looks for with what comes before them."""
    before = (*_BEFORE, b"^")
    return (b"|".join(each + short + token for each in before for short in beginnings),)
