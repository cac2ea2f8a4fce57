"""What comes before tokens whose own beginning is too short to look for."""

from collections.abc import Iterable

BEFORE_SHORT = (
    *(rb" ", rb"\t", rb"\"", rb"'", rb"=", rb":", rb">", rb"\(", rb",", rb"\[", rb"`"),
    rb"\\[nrt]",
    rb"u00(?:2[0267cC]|3[aAcCdDeE])",  # careful JSON
    rb"%(?:2[0267cC]|3[aAcCdDeE]|0[aA])",  # URLs
    rb"[0-9]m",  # the end of a terminal's color
)
"""Before a token whose own beginning is too short to look for."""


def before_short(beginnings: Iterable[bytes], token: bytes) -> tuple[bytes, ...]:
    """Return a detector for such tokens, which hyperscan looks for with what comes before them."""
    before = (*BEFORE_SHORT, rb"\n", b"^")
    return (b"|".join(each + short + token for each in before for short in beginnings),)
