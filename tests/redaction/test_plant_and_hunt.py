"""Secrets planted in every form, in every kind of file, are in no packet."""

import base64
import json
import random
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor
from support_packet.redaction.values import forms, searchable
from support_packet.testing import hunt

MODIFIED = datetime(2026, 11, 22, 14, 18)  # noqa: DTZ001 -- ZIP holds local times

ALPHABETS = [
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "0123456789abcdef",
    "ABCxyz019+/=_-.~",
    "aZ9 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "äöüßéñçøłşğžλжд中文字あ😀aZ1",
    "aZ\n\t1\\\"'<&",
]
PLACES: list[Callable[[str], str]] = [
    lambda form: f'{{"level":"info","msg":"configuration loaded","value":"{form}"}}\n',
    lambda form: f"2021-07-13T18:35:02.123Z\tinfo\tapp/app.go:42\tloaded {form}, next\t{{}}\n",
    lambda form: f"{form}\n",
    lambda form: f"panic: x={form}&y=1 [recovered]\n",
    lambda form: f"https://example.com/{form}/path\n",
]


def generated(count: int, seed: int) -> list[str]:
    """Return secrets as people and programs make them, all of them searched for."""
    chance = random.Random(seed)  # noqa: S311 -- repeatable, not secret
    drawn = (
        "".join(chance.choices(ALPHABETS[number % len(ALPHABETS)], k=chance.randrange(12, 60)))
        for number in range(2 * count)
    )
    return [secret for secret in map(str.strip, drawn) if searchable(secret)][:count]


def packet_of(content: bytes, name: str, secrets: list[str], block_bytes: int) -> bytes:
    with closing(
        PacketArchive(Redactor(secrets), modified=MODIFIED, block_bytes=block_bytes)
    ) as archive:
        return b"".join([*archive.entry(name, [content]), *archive.finish()])


def planted(secrets: list[str], forms_each: int) -> bytes:
    """Return lines of several kinds that hold each secret in some of its forms."""
    chance = random.Random(len(secrets))  # noqa: S311 -- repeatable, not secret
    lines = [
        chance.choice(PLACES)(form.decode())
        for secret in secrets
        for form in chance.sample(sorted(forms(secret)), forms_each)
    ]
    return "".join(lines).encode()


def test_a_thousand_secrets_are_hidden() -> None:
    secrets = generated(1000, seed=1)

    packet = packet_of(planted(secrets, 3), "mattermost.log", secrets, 4096)

    assert hunt(packet, secrets, depth=2) == []


@pytest.mark.parametrize("block_bytes", [1, 4096, 512 * 1024])
def test_every_form_is_hidden(block_bytes: int) -> None:
    secrets = generated(30, seed=block_bytes)

    packet = packet_of(planted(secrets, 12), "mattermost.log", secrets, block_bytes)

    assert hunt(packet, secrets) == []


def test_what_is_not_known_to_be_secret_is_found() -> None:
    """Or else the tests above would prove nothing."""
    secrets = generated(30, seed=2)

    packet = packet_of(planted(secrets, 12), "mattermost.log", [], 4096)

    assert {finding.secret for finding in hunt(packet, secrets)} == set(secrets)


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    secret=st.text(min_size=8, max_size=40),
    before=st.text(max_size=5),
    after=st.text(max_size=5),
    block_bytes=st.integers(1, 100),
)
def test_any_secret_is_hidden_at_any_place(
    secret: str, before: str, after: str, block_bytes: int
) -> None:
    assume(searchable(secret))
    text = before + secret + after
    lines = [text, json.dumps(text), json.dumps({"a": json.dumps({"b": text})})]
    lines.append(base64.b64encode(text.encode("utf-8", "surrogatepass")).decode())
    content = "\n".join(lines).encode("utf-8", "surrogatepass")

    packet = packet_of(content, f"{secret}.log", [secret], block_bytes)

    assert hunt(packet, [secret.strip()]) == []
