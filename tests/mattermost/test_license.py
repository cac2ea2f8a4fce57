"""What a license says, in Mattermost's byte format."""

from typing import Any

import pytest
from support.access.licenses import SIGNATURE, signed

from support_packet.mattermost.license import License, State, parse_license

DAY = 24 * 60 * 60 * 1000
START = 1_700_000_000_000
END = START + 365 * DAY


def license_of(**fields: Any) -> License:
    """Return the license with these fields beside the usual ones."""
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
def test_trials_are_told_by_their_flag_or_length(length: int, *, flag: bool, trial: bool) -> None:
    assert license_of(expires_at=START + length, is_trial=flag).is_trial is trial


def test_sign_up_token_is_a_secret() -> None:
    active = license_of(signup_jwt="eyJhbGciOi.J9.secret")

    assert active.secrets == {"eyJhbGciOi.J9.secret"}
    assert "secret" not in repr(active).replace("secrets", "")
