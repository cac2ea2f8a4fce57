"""Where a request may carry its token: observed on a 5.37 server and its clients."""

import pytest
from falcon import Request
from falcon.testing import create_environ

from support_packet.errors import AuthenticationError
from support_packet.web.access.request_token import find_token
from support_packet.web.error_table import DOMAIN_ERRORS
from support_packet.web.errors import ApiError

TOKEN = "xqhh9emytbdo98j735n37fyw1c"


def request(query: str = "", **headers: str) -> Request:
    return Request(create_environ(query_string=query, headers=headers))


@pytest.mark.parametrize("scheme", ["Bearer", "BEARER", "bearer", "bEaReR", "token", "Token"])
def test_both_schemes_are_recognized_in_any_case(scheme: str) -> None:
    assert find_token(request(Authorization=f"{scheme} {TOKEN}")) == TOKEN


@pytest.mark.parametrize("header", [f"Bearer:{TOKEN}", f"token={TOKEN}"])
def test_any_character_separates_scheme_and_token(header: str) -> None:
    assert find_token(request(Authorization=header)) == TOKEN


@pytest.mark.parametrize(
    "cookies",
    [
        f"MMAUTHTOKEN={TOKEN}",
        f"MMUSERID=abc; MMAUTHTOKEN={TOKEN}; MMCSRF=def",
        f"MMAUTHTOKEN={TOKEN}; MMAUTHTOKEN=the-second-of-two",
        f'MMAUTHTOKEN="{TOKEN}"',
    ],
)
def test_the_first_cookie_holds_the_token(cookies: str) -> None:
    assert find_token(request(Cookie=cookies)) == TOKEN


def test_the_cookie_beats_the_header() -> None:
    both = request(Cookie=f"MMAUTHTOKEN={TOKEN}", Authorization="Bearer another")

    assert find_token(both) == TOKEN


def test_an_empty_cookie_hides_a_good_header() -> None:
    both = request(Cookie="MMAUTHTOKEN=", Authorization=f"Bearer {TOKEN}")

    with pytest.raises(AuthenticationError) as caught:
        find_token(both)

    assert DOMAIN_ERRORS[caught.type] == (401, "api.context.session_expired.app_error")


@pytest.mark.parametrize("name", ["mmauthtoken", "MMAUTHTOKEN2", "XMMAUTHTOKEN"])
def test_a_cookie_of_another_name_hides_nothing(name: str) -> None:
    both = request(Cookie=f"{name}=x", Authorization=f"Bearer {TOKEN}")

    assert find_token(both) == TOKEN


@pytest.mark.parametrize(
    "header", ["", TOKEN, "Bearer", "Bearer ", "token", "token ", f"Basic {TOKEN}", "Bear"]
)
def test_a_missing_token_is_an_expired_session(header: str) -> None:
    with pytest.raises(AuthenticationError) as caught:
        find_token(request(Authorization=header))

    assert DOMAIN_ERRORS[caught.type] == (401, "api.context.session_expired.app_error")


def test_a_token_in_the_url_is_refused() -> None:
    with pytest.raises(ApiError) as caught:
        find_token(request(f"access_token={TOKEN}"))

    assert (caught.value.status, caught.value.error_id) == (
        401,
        "api.context.token_provided.app_error",
    )


def test_the_header_beats_the_url() -> None:
    both = request("access_token=another", Authorization=f"Bearer {TOKEN}")

    assert find_token(both) == TOKEN
