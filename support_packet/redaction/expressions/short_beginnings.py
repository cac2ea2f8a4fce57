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

BEFORE_SHORT = rb"(?:(?m:^)|" + b"|".join(_BEFORE) + rb")"
"""The prefix of a rule for such tokens; nothing at the beginning of a line."""


def detector_of_short(beginnings: Iterable[bytes], rest: bytes) -> bytes:
    """Return the detector of such a rule: each beginning, spelled out behind all that may precede.

    Hyperscan then has a text of three characters for each.
    """
    before = (*_BEFORE, b"^")
    return b"|".join(each + beginning + rest for each in before for beginning in beginnings)
