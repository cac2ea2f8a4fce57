"""Whether something begins within an id of Mattermost: what looks like a word there is chance.

A server's log has three or four ids a line. On about one of 150 lines, one of them contains `mdp`,
or ends with `pw`.
"""

import re

ID_ALPHABET = b"13456789abcdefghijkmnopqrstuwxyz"
"""What `model.NewId` of Mattermost takes, 26 times."""

_LENGTH = 26
_WITH_NEXT_NAME = 64
"""How many bytes an id has at most with what has to come after it."""

_ID = re.compile(
    # Not after a backslash or a percent sign: its first letter might belong to an escape.
    rb"(?<=[\"/ =:(])"
    # No name has so many digits.
    rb"(?=(?:[a-z]{0,23}[0-9]){3})"
    rb"["
    + ID_ALPHABET
    + rb"]{26}"
    # The end of a part of a path, or of the value of a member, and no name with a value after it.
    + rb"(?=/|\\?\"(?:}\r?\n|, ?\\?\"(?![Vv])[\w-]{1,24}\\?\":))"
)


def is_inside_id(data: bytes, start: int) -> bool:
    """Return whether byte `start` of `data` is one of an id, and not its first."""
    found = _ID.search(data, max(0, start - _LENGTH + 1), start + _WITH_NEXT_NAME)
    return found is not None and found.start() < start
