"""Which JSON values Go takes for which type."""

from typing import Any

import pytest

from support_packet.mattermost.configuration.value_kinds import KINDS, Kind, kind_of


@pytest.mark.parametrize(
    ("kind", "value", "taken"),
    [
        ("text", "", True),
        ("text", 1, False),
        ("flag", False, True),
        ("flag", "true", False),
        ("flag", 1, False),
        ("number", -(2**63), True),
        ("number", 2**63, False),
        ("number", True, False),
        ("number", 1.0, False),
        ("texts", [], True),
        ("texts", ["a"], True),
        ("texts", ["a", 1], False),
        ("texts", "a", False),
        ("mapping", {}, True),
        ("mapping", [], False),
        ("list", [{}], True),
        ("list", ["a"], False),
        ("document", [1, "a"], True),
    ],
)
def test_a_value_fits_its_kind(kind: str, value: Any, *, taken: bool) -> None:
    assert KINDS[kind].fits(value) is taken


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("", Kind.TEXT),
        (True, Kind.FLAG),
        (1, Kind.NUMBER),
        ([], Kind.TEXTS),
        ([{}], Kind.LIST),
        ({}, Kind.MAPPING),
        (1.5, None),
        (None, None),
        ([1], None),
    ],
)
def test_the_kind_of_a_value_is_the_first_that_fits(value: Any, kind: Kind | None) -> None:
    assert kind_of(value) is kind
