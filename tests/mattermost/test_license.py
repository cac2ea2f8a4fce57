"""What a license says, in Mattermost's byte format, and texts that are not licenses."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.access.licenses import SIGNATURE, encoded, signed
from support.tables import for_each

from support_packet.errors import LicenseError
from support_packet.mattermost.license import License, State, parse_license

DAY = 24 * 60 * 60 * 1000
START = 1_700_000_000_000
END = START + 365 * DAY


def license_of(**fields: Any) -> License:
    """Return the license with these fields and the usual ones."""
    usual = {"id": "abcdefghijklmnopqrstuvwxyz", "starts_at": START, "expires_at": END}
    return parse_license(signed(usual | fields))


def test_everything_is_read() -> None:
    text = signed(
        {
            "id": "abcdefghijklmnopqrstuvwxyz",
            "issued_at": START - DAY,
            "starts_at": START,
            "expires_at": END,
            "customer": {"id": "c1", "name": "Ada", "email": "a@b.c", "company": "Example"},
            "features": {"users": 100, "future_features": True},
            "sku_name": "Enterprise E20",
            "sku_short_name": "E20",
            "is_trial": False,
        }
    )

    assert parse_license(text) == License(
        license_id="abcdefghijklmnopqrstuvwxyz",
        sku_name="Enterprise E20",
        sku_short_name="E20",
        customer_id="c1",
        customer_name="Ada",
        customer_company="Example",
        issued_at=START - DAY,
        starts_at=START,
        expires_at=END,
        is_trial=False,
        users=100,
        features={"future_features": True},
        secrets=frozenset(),
    )


@pytest.mark.parametrize(
    "sku", ["E10", "E20", "professional", "enterprise", "advanced", "entry", "starter", ""]
)
def test_plan_is_read(sku: str) -> None:
    assert license_of(sku_short_name=sku).sku_short_name == sku


def test_bytes_and_text_are_the_same() -> None:
    text = signed({"id": "x"})

    assert parse_license(text) == parse_license(text.encode())


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends_do_not_matter(line_end: str) -> None:
    text = signed({"id": "x", "sku_name": "E10"})
    folded = line_end.join(text[start : start + 64] for start in range(0, len(text), 64))

    assert parse_license(folded + line_end).sku_name == "E10"


def test_zero_bytes_at_the_end_do_not_matter() -> None:
    text = signed({"id": "x", "sku_name": "E10"}, SIGNATURE + bytes(7))

    assert parse_license(text).sku_name == "E10"


def test_null_is_as_good_as_absent() -> None:
    active = license_of(customer=None, features=None, signup_jwt=None, is_trial=None)

    assert (active.customer_name, active.features, active.secrets) == ("", {}, frozenset())


@pytest.mark.parametrize(
    ("features", "name", "on"),
    [
        ({}, "mfa", True),
        ({}, "cloud", False),
        ({"future_features": True}, "cloud", False),
        ({"future_features": False}, "mfa", False),
        ({"future_features": False}, "announcement", True),
        ({"future_features": False}, "theme_management", True),
        ({"future_features": False, "mfa": True}, "mfa", True),
        ({"mfa": False}, "mfa", False),
        ({"mfa": None}, "mfa", True),
        ({"cloud": True}, "cloud", True),
        ({"announcement": False}, "announcement", False),
        ({"future_features": None}, "ldap", True),
    ],
)
def test_absent_features_follow_future_features(
    features: dict[str, bool | None], name: str, *, on: bool
) -> None:
    assert license_of(features=features).feature(name) is on


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (START - 1, "not yet valid"),
        (START, "not yet valid"),
        (START + 1, "valid"),
        (END, "valid"),
        (END + 1, "within grace"),
        (END + 10 * DAY, "within grace"),
        (END + 10 * DAY + 1, "expired"),
    ],
)
def test_state_follows_the_clock(now: int, state: State) -> None:
    assert license_of().state(now) == state


@pytest.mark.parametrize(
    ("length", "flag", "trial"),
    [
        (30 * DAY + 8 * 60 * 60 * 1000, False, True),
        (31 * DAY - 1000, False, True),
        (30 * DAY, False, False),
        (365 * DAY, False, False),
        (365 * DAY, True, True),
    ],
)
def test_trials_are_recognized_by_flag_or_length(length: int, *, flag: bool, trial: bool) -> None:
    assert license_of(expires_at=START + length, is_trial=flag).is_trial is trial


def test_sign_up_token_is_a_secret() -> None:
    active = license_of(signup_jwt="eyJhbGciOi.J9.secret")

    assert active.secrets == {"eyJhbGciOi.J9.secret"}
    assert "secret" not in repr(active).replace("secrets", "")


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


@for_each("text", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_an_error_that_does_not_repeat_it(text: str) -> None:
    with pytest.raises(LicenseError) as caught:
        parse_license(text)

    assert caught.value.__cause__ is None
    assert not text.strip() or text not in str(caught.value)


@given(st.one_of(st.binary(), st.text()), st.randoms())
def test_nothing_else_is_raised(text: bytes | str, rng: random.Random) -> None:
    damaged = bytearray(signed({"id": "x", "features": {"users": 5}}), "ascii")
    damaged[rng.randrange(len(damaged))] = rng.randrange(256)

    for content in (text, bytes(damaged)):
        try:
            parse_license(content)
        except LicenseError:
            continue


def test_a_license_says_what_it_is_for() -> None:
    license_ = license_of(is_gov_sku=True, is_non_production=True)

    assert license_.is_gov_sku
    assert license_.is_non_production
