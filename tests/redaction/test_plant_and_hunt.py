"""Secrets planted in every form, in every kind of file, are in no packet."""

import base64
import json
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.planting.generated import generated, lines_with

from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor
from support_packet.redaction.values import searchable
from support_packet.testing import find_secrets

MODIFIED = datetime(2026, 11, 22, 14, 18, tzinfo=UTC)


def packet_of(content: bytes, name: str, secrets: list[str], block_bytes: int) -> bytes:
    with closing(
        PacketArchive(Redactor((), secrets), modified=MODIFIED, block_bytes=block_bytes)
    ) as archive:
        return b"".join([*archive.entry(name, [content]), *archive.finish()])


@pytest.mark.parametrize("block_bytes", [1, 4096, 512 * 1024])
def test_every_form_is_hidden(block_bytes: int) -> None:
    secrets = generated(30, seed=block_bytes)

    packet = packet_of(lines_with(secrets, 12), "mattermost.log", secrets, block_bytes)

    assert find_secrets(packet, secrets) == []


def test_what_is_not_known_to_be_secret_is_found() -> None:
    """Or else the tests above would prove nothing."""
    secrets = generated(30, seed=2)

    packet = packet_of(lines_with(secrets, 12), "mattermost.log", [], 4096)

    assert {finding.secret for finding in find_secrets(packet, secrets)} == set(secrets)


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.filter_too_much])
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

    assert find_secrets(packet, [secret.strip()]) == []
