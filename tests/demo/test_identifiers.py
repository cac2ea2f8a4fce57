"""Identifiers look like Mattermost's."""

import re

from demo.identifiers import identifier


def test_an_identifier_has_26_characters_of_mattermosts_alphabet() -> None:
    assert re.fullmatch("[ybndrfg8ejkmcpqxot1uwisza345h769]{26}", identifier("seed"))


def test_different_seeds_give_different_identifiers() -> None:
    assert len({identifier(str(seed)) for seed in range(1000)}) == 1000
