"""Tokens compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.mattermost.access import tokens


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_the_same_token_is_the_same(token: str, stored: str) -> None:
    assert tokens.same(token, token)
    assert tokens.same(token, stored) is (token == stored)


@pytest.mark.parametrize("stored", [None, b"y", 5, ["y"]])
def test_what_is_no_text_is_no_token(stored: object) -> None:
    assert not tokens.same("y", stored)


@given(st.text(max_size=30))
def test_only_what_fits_the_column_is_asked_for(token: str) -> None:
    fits = 0 < len(token) <= 26 and all("!" <= character <= "~" for character in token)

    assert tokens.plausible(token) is fits
