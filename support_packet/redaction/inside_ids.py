"""Whether something begins within an id of Mattermost: what looks like a word there is chance.

A server's log has three or four ids a line. On about one of 150 lines, one of them contains `mdp`,
or ends with `pw`.
"""

import re

from support_packet.redaction.expressions.mattermost_ids import ID_ALPHABET

_LENGTH = 26

_ID = re.compile(
    # No name has so many digits.
    rb"(?=(?:[a-z]{0,23}[0-9]){3})[" + ID_ALPHABET + rb"]{26}"
    # The end of a part of a path, or of the value of a member, and no name with a value after it.
    rb"(?=/|\\?\"(?:}\r?\n|, ?\\?\"(?![Vv])[\w-]{1,24}\\?\":))"
)


def is_inside_id(data: bytes, start: int) -> bool:
    """Return whether byte `start` of `data` is one of an id, and not its first.

    Of one that is a value in JSON or a part of a path, as all but a few are.
    """
    first = max(0, start - _LENGTH)
    # Searching backwards for one byte is faster than for any of two.
    before = max(data.rfind(b'"', first, start), data.rfind(b"/", first, start))
    return 0 <= before < start - 1 and _ID.match(data, before + 1) is not None
