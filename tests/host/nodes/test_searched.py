"""A node says what it has searched with only where the same program would find nothing more."""

import dataclasses
from collections.abc import Iterator

import pytest
from support.tables import for_each

from support_packet.host.nodes import searched
from support_packet.host.nodes.searched import searched_with
from support_packet.redaction import rules
from support_packet.redaction.rules import SECRET_RULES
from support_packet.settings import Settings


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    searched.name_of_rules.cache_clear()
    yield
    searched.name_of_rules.cache_clear()


def test_the_same_program_has_the_same_name() -> None:
    first = searched_with(Settings())
    searched.name_of_rules.cache_clear()

    assert first
    assert searched_with(Settings(max_packets=5, nodes=frozenset({"chat-2"}))) == first


@for_each(
    "settings",
    [
        Settings(last_check=False),
        Settings(allow_binary=True),
        Settings(pseudonymize_emails=True),
        Settings(pseudonymize_addresses=True),
    ],
)
def test_with_settings_that_change_what_is_searched_for_it_has_none(settings: Settings) -> None:
    assert searched_with(settings) is None


@pytest.mark.parametrize("changed", ["support-packet", "hyperscan"])
def test_another_release_has_another_name(monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    before = searched_with(Settings())
    searched.name_of_rules.cache_clear()
    monkeypatch.setattr(searched, "version", lambda name: "9" if name == changed else "1")
    after = searched_with(Settings())
    searched.name_of_rules.cache_clear()
    monkeypatch.setattr(searched, "version", lambda _: "1")

    assert len({before, after, searched_with(Settings())}) == 3


@for_each("number", range(0, len(SECRET_RULES), 50))
def test_another_rule_makes_another_name(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    searched.name_of_rules.cache_clear()
    before = searched_with(Settings())
    rule = dataclasses.replace(SECRET_RULES[number], effort=99)
    others = [*SECRET_RULES[:number], rule, *SECRET_RULES[number + 1 :]]
    with monkeypatch.context() as patch:
        patch.setattr(rules, "SECRET_RULES", others)
        searched.name_of_rules.cache_clear()

        assert searched_with(Settings()) != before
