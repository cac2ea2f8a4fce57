"""Values of members of JSON, and of JSON in a text: all rules for names stay within them."""

import re

from support_packet.redaction.rule_kinds.rule import Match

_QUOTED: Match = re.compile(rb'([^"\\\n]*+)"(?:[,}\]\r\n]|\Z)').match
_QUOTED_IN_TEXT: Match = re.compile(rb'([^"\\\n]*+)\\"(?:[,}\]\\"]|\Z)').match
_IN_JSON = {
    b'":"': _QUOTED,
    b'": "': _QUOTED,
    rb"\":\"": _QUOTED_IN_TEXT,
    rb"\": \"": _QUOTED_IN_TEXT,
}
"""What reads a value, by what is between its name and it."""


def is_json_value(data: bytes, name_end: int, first: int, last: int) -> bool:
    """Return whether `first` to `last` is all of the value of a member whose name ends there."""
    read = _IN_JSON.get(data[name_end:first])
    value = read(data, first) if read else None
    return value is not None and value.end(1) == last
