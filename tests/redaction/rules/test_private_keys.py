"""Private keys on one line or many, whole or cut off."""

import textwrap

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from support_packet.redaction.engine import Redactor
from support_packet.redaction.rules.keys.private_keys import MAX_KEY_BYTES, open_key
from support_packet.redaction.spans import MASK


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([])


def rsa_key(layout: PrivateFormat, encryption: KeySerializationEncryption) -> str:
    key = rsa.generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, layout, encryption).decode()


def ed25519_key() -> str:
    key = ed25519.Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()


KEYS = [
    rsa_key(PrivateFormat.PKCS8, NoEncryption()),
    rsa_key(PrivateFormat.TraditionalOpenSSL, NoEncryption()),
    rsa_key(PrivateFormat.TraditionalOpenSSL, BestAvailableEncryption(b"x")),
    ed25519_key(),
]


def armor(key: str) -> str:
    lines = key.strip().splitlines()
    return "\n".join([lines[0], MASK.decode(), lines[-1]])


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_key_of_many_lines_is_masked(redactor: Redactor, key: str, line_end: str) -> None:
    text = f"before\n{key}after\n"

    redacted = redactor.redact_text(text.replace("\n", line_end))

    assert redacted.replace("\r", "") == f"before\n{armor(key)}\nafter\n"


@pytest.mark.parametrize("key", KEYS)
def test_an_indented_key_is_masked(redactor: Redactor, key: str) -> None:
    redacted = redactor.redact_text("key: |\n" + textwrap.indent(key, "    ") + "next: 1\n")

    assert not any(line in redacted for line in key.splitlines()[1:-1] if line)
    assert redacted.endswith("next: 1\n")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("escape", [r"\n", r"\\n", r"\r\n", " "])
def test_a_key_on_one_line_is_masked(redactor: Redactor, key: str, escape: str) -> None:
    line = '{"key":"' + key.replace("\n", escape) + '","next":1}'
    header, footer = key.splitlines()[0], key.strip().splitlines()[-1]

    redacted = redactor.redact_text(line)

    assert redacted == f'{{"key":"{header}{MASK.decode()}{footer}{escape}","next":1}}'


@pytest.mark.parametrize("key", KEYS[:2])
@pytest.mark.parametrize("length", [100, 300, 1000])
def test_a_key_that_is_cut_off_is_masked(redactor: Redactor, key: str, length: int) -> None:
    header = key.splitlines()[0]
    escaped = key.replace("\n", "\\n")[:length]

    assert redactor.redact_text(key[:length]) == f"{header}\n{MASK.decode()}"
    assert redactor.redact_text(f'{{"a":"{escaped}"}}\n{{}}') == (
        f'{{"a":"{header}{MASK.decode()}"}}\n{{}}'
    )


@pytest.mark.parametrize("key", [KEYS[0], KEYS[1], KEYS[3]])
@pytest.mark.parametrize("count", [3, 5])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_key_whose_start_is_missing_is_masked(
    redactor: Redactor, key: str, count: int, line_end: str
) -> None:
    lines = [*key.splitlines()[-count:], "next"]

    redacted = redactor.redact_text(line_end.join(lines))

    assert redacted.splitlines() == [MASK.decode(), *lines[-2:]]


def test_a_footer_without_a_key_takes_nothing_with_it(redactor: Redactor) -> None:
    text = "aword0of16letters\nis\n-----END PRIVATE KEY-----\nx -----END PRIVATE KEY-----\n"

    assert redactor.redact_text(text) == text


def test_a_public_key_stays(redactor: Redactor) -> None:
    key = rsa.generate_private_key(65537, 2048).public_key()
    text = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    assert redactor.redact_text(text) == text


def test_a_header_without_a_key_takes_nothing_with_it(redactor: Redactor) -> None:
    text = (
        "-----BEGIN PRIVATE KEY-----\n"
        "2021-07-13T18:35:02.123Z\tinfo\tapp/server.go:42\tServer is listening\n"
        '{"level":"info","msg":"-----BEGIN PRIVATE KEY----- was expected"}\n'
    )

    assert redactor.redact_text(text) == text


def test_a_key_is_open_until_its_last_line() -> None:
    lines = ("x\n" + KEYS[0]).encode().splitlines(keepends=True)
    texts = [b"".join(lines[:count]) for count in range(len(lines) + 1)]

    opened = [open_key(text, len(text)) for text in texts]

    assert opened == [None, None] + [2] * (len(lines) - 2) + [None]


def test_what_is_left_of_a_key_is_open_until_its_last_line() -> None:
    lines = KEYS[0].encode().splitlines(keepends=True)[3:]
    texts = [b"}\n" + b"".join(lines[:count]) for count in range(len(lines) + 1)]

    opened = [open_key(text, len(text)) for text in texts]

    assert opened == [None] + [2] * (len(lines) - 1) + [None]


def test_a_key_does_not_stay_open_forever() -> None:
    endless = b"-----BEGIN PRIVATE KEY-----\n" + b"A" * 63 + b"\n"
    endless += (b"A" * 63 + b"\n") * (MAX_KEY_BYTES // 32)

    assert open_key(endless, len(endless)) is None
