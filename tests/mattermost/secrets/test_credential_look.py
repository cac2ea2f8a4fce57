"""Which values look like credentials, and which are harmless."""

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.secrets.credential_look import (
    is_address,
    is_ordinary,
    looks_like_credential,
)

SAMPLES = 2000
"""How many values are drawn of each alphabet, from a fixed seed."""


@pytest.mark.parametrize(
    ("alphabet", "length", "share"),
    [
        (string.ascii_letters + string.digits, 16, 0.92),
        (string.ascii_letters + string.digits, 20, 0.95),
        (string.ascii_letters + string.digits, 32, 0.98),
        (string.ascii_letters + string.digits + "+/", 43, 0.98),
        (string.ascii_letters + string.digits + "-_", 32, 0.98),
        (string.hexdigits[:16], 32, 0.98),
        (string.hexdigits[:16], 40, 0.98),
        (string.ascii_lowercase + string.digits, 32, 0.95),
    ],
)
def test_most_random_values_look_like_credentials(alphabet: str, length: int, share: float) -> None:
    drawn = random.Random(f"{alphabet} {length}")

    found = sum(
        looks_like_credential("".join(drawn.choices(alphabet, k=length))) for _ in range(SAMPLES)
    )

    assert found >= share * SAMPLES


@for_each(
    "text",
    [
        "",
        "acme-widgets",
        "gpt-4o-mini",
        "llama3.1:70b-instruct",
        "claude-3-5-sonnet-20241022",
        "anthropic.claude-3-5-sonnet-20240620-v1:0",
        "meta-llama/Llama-3.1-70B-Instruct",
        "text-embedding-3-large",
        "arn:aws:sns:us-east-1:123456789012:topic",
        "prod-db-cluster-01-replica-02",
        "v1.2.3-rc.1+build.20240501",
        "GroupsAllowedToEditSubscriptions",
        "jira-administrators, site-admins",
        "Please contact the service desk",
        "123456789012345678901234567890",
        "aaaaaaaaaaaaaaaa1B1B1B1B",
        "(?P<key>[A-Z]{2,10}-[0-9]+)",
        "*/15 * * * *",
        "123456789012-a1b2c3d4e5f6g7h8i9j0.apps.googleusercontent.com",
        "y1ndrfg8ejkmcpqxot1uwisza3",
        "7a5d1f0b-d9b8-49cf-ad6a-37c222869425",
    ],
)
def test_what_people_name_does_not_look_like_a_credential(text: str) -> None:
    assert not looks_like_credential(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://chat.example.com:8065/sub?lang=en#top",
        "stun://stun.example.com:3478",
        "ann.example+1@example.com",
        "10.42.0.17",
        "10.42.0.17:8065",
        "10.42.0.0/16",
        "2001:db8::1",
        "[2001:db8::1]:8065",
        "2026-01-05",
        "2026-01-05T10:00:00.123+01:00",
        "05.01.2026",
        "/var/lib/wiki/export",
        "./plugins/com.example/assets",
        "C:\\Program Files\\mattermost",
    ],
)
def test_an_address_is_not_a_secret_whatever_its_name(text: str) -> None:
    assert is_address(text)
    assert is_ordinary(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://user:pw@chat.example.com",
        "https://hooks.example.com/services/T0/xA8sd9fK2lQw93mZp1",
        "https://chat.example.com/hooks/y1ndrfg8ejkmcpqxot1uwisza3",
        "https://h.example.com/?k=xA8sd9fK2lQw93mZp1",
        "/aB3/9xKfQ2mZx9Lk4TbR8wVn1Y7",
        "hunter2hunter2",
        "12345678",
        "login.example.com",
        "y1ndrfg8ejkmcpqxot1uwisza3",
        "[]",
        "[]:8065",
        ":8065",
    ],
)
def test_what_may_be_a_secret_is_not_an_address(text: str) -> None:
    assert not is_address(text)


@given(st.text(max_size=60))
def test_any_text_is_judged(text: str) -> None:
    assert looks_like_credential(text) <= (not is_ordinary(text))
    assert is_address(text) <= is_ordinary(text)
