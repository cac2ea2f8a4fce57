"""Secrets of one request are searched for apart, and found as all others."""

import json

import pytest

from support_packet.redaction.engine import Redactor
from support_packet.redaction.kept_searches import search_for
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.spans import MASK

COMMON = ["common-secret-7f3kQz91", "two lines\nof one secret 55"]
OWN = ["own-session-token-k8Tz2mV9", "another\nown secret of lines 7"]
TEXTS = [
    secret_form
    for secret in (*COMMON, *OWN)
    for secret_form in (secret, json.dumps(secret), secret.encode().hex())
]


@pytest.mark.parametrize("check", [True, False])
def test_both_are_removed_as_if_they_were_searched_for_together(*, check: bool) -> None:
    apart = Redactor(COMMON, OWN, check=check)
    together = Redactor([*COMMON, *OWN], check=check)
    block = "\n".join(f"line {number}: {text}" for number, text in enumerate(TEXTS)).encode()

    redacted = apart.redact(block)

    assert redacted == together.redact(block)
    assert redacted.data.count(MASK) >= len(TEXTS)
    assert apart.overlap == together.overlap
    assert apart.line_overlap == together.line_overlap
    assert apart.indented_overlap == together.indented_overlap
    assert apart.unfinished(b"... " + OWN[0][:9].encode()) == 9


def test_in_dense_lines_both_are_removed() -> None:
    block = "\n".join(f"{COMMON[0]} {OWN[0]}" * 40 for _ in range(300)).encode()

    data = Redactor(COMMON, OWN, check=True).redact(block).data

    assert COMMON[0].encode() not in data
    assert OWN[0].encode() not in data
    assert MASK in data


def test_the_last_check_knows_both() -> None:
    gate = Redactor(COMMON, OWN, check=True).gate

    assert gate
    assert [gate.find(secret.encode()) for secret in (COMMON[0], OWN[0])] == ["a known value"] * 2
    assert gate.find(b"nothing") is None


def test_what_is_common_is_compiled_once() -> None:
    kept = search_for(COMMON, SECRET_RULES)

    redactors = [Redactor(COMMON, [f"own-{number}-k8Tz2mV9-1"]) for number in range(9)]

    assert len(redactors) == 9
    assert search_for(COMMON, SECRET_RULES) is kept
