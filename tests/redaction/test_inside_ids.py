"""Words within ids of Mattermost are not looked at, and nothing is missed by that."""

import random

import pytest
from support.redaction.reference import redact_slowly

from support_packet.redaction.engine import Redactor
from support_packet.redaction.expressions.mattermost_ids import ID_ALPHABET
from support_packet.redaction.inside_ids import is_inside_id

ID = b"y1ndrfg8ejkmcpqxot1uwisza3"
WORDS = (b"mdp", b"pw", b"pass", b"pwd", b"cio", b"token", b"jwt", b"ssid", b"psk", b"snmp", b"key")


@pytest.mark.parametrize("before", [b'"', b"/", rb"\""])
@pytest.mark.parametrize("after", [b"/", b'"}\n', b'","status_code":"200"', rb"\",\"x\":"])
def test_all_of_an_id_but_its_first_byte_is_inside(before: bytes, after: bytes) -> None:
    start = len(before)
    text = before + ID + after

    inside = [place for place in range(len(text)) if is_inside_id(text, place)]

    assert inside == list(range(start + 1, start + 26))


@pytest.mark.parametrize(
    "text",
    [
        # Letters of escapes do not belong to an id.
        rb"\n" + ID[1:] + b'","x":',
        b"%2" + ID[:-1] + b'","x":',
        # A value in something else, a name.
        b"=" + ID + b"/",
        b'"' + ID + b'":',
        # Longer, shorter, something else.
        b'"' + ID + b'a","x":',
        b'"' + ID[1:] + b'","x":',
        b'"' + ID.upper() + b'","x":',
        b'"' + ID[:9] + b"-" + ID[10:] + b'","x":',
        b'"grafanaadministratorspass",',
    ],
)
def test_nothing_else_has_an_inside(text: bytes) -> None:
    assert not any(is_inside_id(text, place) for place in range(len(text)))


def test_words_within_ids_change_nothing_that_is_found() -> None:
    redactor = Redactor([])
    rng = random.Random(26)

    for _ in range(600):
        word = rng.choice(WORDS)
        rest = bytes(rng.choices(ID_ALPHABET, k=26 - len(word)))
        place = rng.choice((rng.randrange(len(rest)), len(rest)))
        made = rest[:place] + word + rest[place:]
        key = rng.choice((b'"id":"%s"', b"id=%s", b"/%s/x", b'{"%s":"Hunter2-x9"}', rb"x\n%s"))
        after = rng.choice((b"", b",", b' password="Hunter2-x9"', b': "Hunter2-x9"', b"=hunter2x9"))
        after = rng.choice((after, b'","Hunter2-x9"', b"/hunter2x9", b'"}, "Hunter2-x9"'))
        line = key % made + after + b"\n"
        assert redactor.redact(line).data == redact_slowly(line, []), line
