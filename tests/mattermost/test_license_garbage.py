"""What is no license."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.access.licenses import encoded, signed

from support_packet.errors import LicenseError
from support_packet.mattermost.license import parse_license

GARBAGE = {
    "nothing": "",
    "blanks": "  ",
    "no base64": "not a license!",
    "cut off": signed({"id": "x"})[:-1],
    "base64 for URLs": signed({"id": "x"}, b"\xff" * 256).replace("/", "_"),
    "a blank inside": f"{signed({'id': 'x'})[:8]} {signed({'id': 'x'})[8:]}",
    "a signature alone": encoded(b""),
    "too short": encoded(b'{"id": "x"}', b""),
    "no JSON": encoded(b"{oops"),
    "no UTF-8": encoded(b'{"id": "\xff"}'),
    "a list": signed(["x"]),
    "null": signed(None),
    "no id": signed({"sku_name": "E20"}),
    "empty id": signed({"id": ""}),
    "id is a number": signed({"id": 5}),
    "customer is a list": signed({"id": "x", "customer": []}),
    "features are text": signed({"id": "x", "features": "all"}),
    "end is text": signed({"id": "x", "expires_at": "tomorrow"}),
    "end is a fraction": signed({"id": "x", "expires_at": 1.5}),
    "end is a truth value": signed({"id": "x", "expires_at": True}),
    "trial is a number": signed({"id": "x", "is_trial": 1}),
    "deep": encoded(b"[" * 100_000),
    "huge number": encoded(b'{"id": ' + b"9" * 5000 + b"}"),
    "outside ASCII": "é" * 500,
    "lone surrogate": "\udc80" * 500,
}


@pytest.mark.parametrize("text", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_an_error_that_does_not_repeat_it(text: str) -> None:
    with pytest.raises(LicenseError) as caught:
        parse_license(text)

    assert caught.value.__cause__ is None
    assert not text.strip() or text not in str(caught.value)


@given(st.one_of(st.binary(), st.text()), st.randoms())
def test_nothing_else_is_raised(text: bytes | str, chance: random.Random) -> None:
    damaged = bytearray(signed({"id": "x", "features": {"users": 5}}), "ascii")
    damaged[chance.randrange(len(damaged))] = chance.randrange(256)

    for content in (text, bytes(damaged)):
        try:
            parse_license(content)
        except LicenseError:
            continue
