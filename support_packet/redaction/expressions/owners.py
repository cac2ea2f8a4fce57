"""Whose a password is: what comes before its noun in the name of a setting."""

from collections.abc import Sequence

from support_packet.secret_phrases import OWNERS

_OWNERS = OWNERS.split(b"|")


def _behind(words: Sequence[bytes]) -> bytes:
    """Return what looks back for one of the words, and maybe a mark after it."""
    lengths = sorted({len(word) for word in words})
    alike = [b"|".join(word for word in words if len(word) == length) for length in lengths]
    return b"|".join(
        b"(?<=(?i:" + some + b")" + mark + b")" for some in alike for mark in (b"", b"[-_.]")
    )


ENDS_WITH_OWNER = rb"\Z(?:" + _behind(_OWNERS) + rb")"
"""At the end of what comes before a name: a person, a machine, or what they use.

It looks back, because to try all of them wherever they may begin takes ten times as long.
"""
