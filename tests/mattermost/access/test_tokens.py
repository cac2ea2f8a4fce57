"""Comparing tokens, and which strings can be tokens at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.mattermost.access.tokens import is_plausible, is_same


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_an_identical_token_is_the_same(token: str, stored: str) -> None:
    assert is_same(token, token)
    assert is_same(token, stored) is (token == stored)


@pytest.mark.parametrize("stored", [None, b"y", 5, ["y"]])
def test_a_stored_value_that_is_not_text_never_matches(stored: object) -> None:
    assert not is_same("y", stored)


@given(st.text(max_size=30))
def test_only_what_fits_the_column_is_plausible(token: str) -> None:
    fits = 0 < len(token) <= 26 and all("!" <= character <= "~" for character in token)

    assert is_plausible(token) is fits
