"""E-mail and IP addresses get names, where that is asked for."""

import re

import pytest
from support.tables import for_each

from support_packet.redaction.engine import Redactor

SECRET = "kn0wn-s3cret"
EMAIL = r"user-[0-9a-f]{12}@pseudonym\.invalid"
ADDRESS = "ip-[0-9a-f]{12}"


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([SECRET], emails=True, addresses=True)


@pytest.mark.parametrize(
    "email", ["a@b.io", "Ann.Lee+x%y@mail.example.com", "o_1-2@example.museum"]
)
@pytest.mark.parametrize("around", ['"email":"{}"', "<{}>", "{}.", "mailto:{}?x", "({})"])
def test_an_email_address_gets_a_name(redactor: Redactor, email: str, around: str) -> None:
    redacted = redactor.redact_text(around.format(email))

    assert re.fullmatch(re.escape(around).replace(r"\{\}", EMAIL), redacted)


@for_each(
    "address",
    ["10.1.2.3", "203.0.113.255", "2001:db8::8a2e:370:7334", "fe80:0:0:0:1:2:3:4", "fe80::1"],
)
@for_each("around", ['"ip_addr":"{}"', "[{}]", "from {} to", "ip={}"])
def test_an_ip_address_gets_a_name(redactor: Redactor, address: str, around: str) -> None:
    redacted = redactor.redact_text(around.format(address))

    assert re.fullmatch(re.escape(around).replace(r"\{\}", ADDRESS), redacted)


@pytest.mark.parametrize(
    "text",
    [
        "user@localhost v@5",
        "127.0.0.1 0.0.0.0 255.255.255.255 [::1] [::]:8065",
        "5.38.0.5.38.0.1 v1.2.3.4 1.2.3 256.1.1.1 1.2.3.400",
        "12:34:56 2021-07-13T18:35:02.123Z 08:00:2b:01:02:03",
        "std::string app::dead cafe::Foo",
    ],
)
def test_what_is_not_an_address_stays(redactor: Redactor, text: str) -> None:
    assert redactor.redact_text(text) == text


@pytest.mark.parametrize("written", ["ann%40example.com", r"ann\u0040example.com"])
def test_an_escaped_email_address_gets_its_name(redactor: Redactor, written: str) -> None:
    assert redactor.redact_text(written) == redactor.redact_text("Ann@example.com")


def test_what_another_node_has_renamed_keeps_its_name(redactor: Redactor) -> None:
    """So that the same address has the same name in the files of all nodes."""
    renamed = redactor.redact_text('{"email":"ann@example.com","ip_addr":"203.0.113.7"} <a@b.io>')

    assert redactor.redact_text(renamed) == renamed


def test_the_same_address_gets_the_same_name(redactor: Redactor) -> None:
    names = redactor.redact_text("Ann@example.com ann@EXAMPLE.com bob@example.com").split()

    assert names[0] == names[1] != names[2]
    assert Redactor([SECRET], emails=True).redact_text("ann@example.com") == names[0]


def test_another_server_gives_another_name(redactor: Redactor) -> None:
    other = Redactor(["an0ther-s3cret"], emails=True)

    assert other.redact_text("ann@example.com") != redactor.redact_text("ann@example.com")


def test_without_secrets_each_packet_has_its_own_names() -> None:
    names = {Redactor([], emails=True).redact_text("ann@example.com") for _ in range(2)}

    assert len(names) == 2


def test_a_secret_within_an_address_is_masked(redactor: Redactor) -> None:
    assert "pseudonym" not in redactor.redact_text(f"{SECRET}@example.com")


def test_addresses_stay_unless_asked_for() -> None:
    text = "ann@example.com 10.1.2.3"

    assert Redactor([SECRET]).redact_text(text) == text


def test_names_are_the_same_for_all_who_download() -> None:
    """The token of the session is a secret of each packet, but the names do not depend on it."""
    packets = [
        Redactor([SECRET], [token], emails=True) for token in ("t0ken-of-ann", "t0ken-of-bob")
    ]

    first, second = (packet.redact_text("ann@example.com") for packet in packets)

    assert first == second
