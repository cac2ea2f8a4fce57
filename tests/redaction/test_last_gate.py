"""The last check: what a fault lets through is withheld, and nothing else is."""

import logging
from collections.abc import Collection, Iterator
from pathlib import Path

import hyperscan
import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import RedactionError
from support_packet.redaction.engine import Redacted, Redactor
from support_packet.redaction.last_gate import WITHHELD, WITHHELD_TEXT, LastGate
from support_packet.redaction.values import forms

SECRET = "wq83-Kfh2-ppLm91"
SHORT_NUMBER = "83920174"
ROOT = Path(__file__).parents[2]
SESSION = "8wnk4cq1rj3dtxgz5mfu7y6beo"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Redactor:
    """Return a redactor that finds nothing."""
    monkeypatch.setattr(Redactor, "_spans", lambda *_: [])
    return Redactor([SECRET, SHORT_NUMBER], check=True)


@pytest.mark.parametrize("form", sorted(forms(SECRET)), ids=repr)
def test_every_form_of_a_known_value_is_withheld(broken: Redactor, form: bytes) -> None:
    redacted = broken.redact(b"before " + form + b" after\n")

    assert redacted == Redacted(WITHHELD_TEXT, {WITHHELD: 1})


@pytest.mark.parametrize(
    "line",
    [
        f"Authorization: Bearer {SESSION}",
        f'"Authorization":"BEARER {SESSION}"',
        f"Cookie: MMAUTHTOKEN={SESSION}; MMUSERID=x",
        "postgres://mmuser:Zq81-mostest@db:5432/mattermost",
        "-----BEGIN RSA PRIVATE KEY-----\n" + "Ab1+" * 16,
        "-----BEGIN PRIVATE KEY-----\\n" + "Ab1+" * 16,
    ],
)
def test_secrets_of_mattermosts_own_are_withheld(
    broken: Redactor, caplog: pytest.LogCaptureFixture, line: str
) -> None:
    with caplog.at_level(logging.ERROR):
        redacted = broken.redact(line.encode())

    assert redacted.data == WITHHELD_TEXT
    assert "This is a defect of support-packet" in caplog.text
    assert line not in caplog.text


@pytest.mark.parametrize(
    "line",
    [
        f"id {SESSION} of a channel",
        "postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@db:5432/x",
        "postgres://user:password@localhost:5432/x",
        "postgres://mmuser:********************************@db:5432/x",
        "-----BEGIN RSA PRIVATE KEY-----\n********************************",
        f"1{SHORT_NUMBER}2",
    ],
)
def test_what_is_not_secret_is_sent(broken: Redactor, line: str) -> None:
    assert broken.redact(line.encode()).data == line.encode()


def corpora() -> Iterator[Path]:
    """Yield the files on which the redactor is measured."""
    yield from sorted(path for path in (ROOT / "recall").rglob("*") if path.suffix == ".log")


def test_what_the_redactor_leaves_is_not_withheld() -> None:
    redactor = Redactor([SECRET], check=True)
    withheld = [
        path.name for path in corpora() if WITHHELD in redactor.redact(path.read_bytes()).counts
    ]

    assert list(corpora())
    assert withheld == []


@given(
    secrets=st.lists(st.text(min_size=8, max_size=40), max_size=4),
    texts=st.lists(st.text(max_size=60), max_size=6),
)
def test_what_was_redacted_passes(secrets: Collection[str], texts: Collection[str]) -> None:
    redactor = Redactor((), secrets, check=True)
    data = " ".join([*texts, *secrets, *texts]).encode("utf-8", "surrogatepass")

    assert WITHHELD not in redactor.redact(data).counts


def test_an_engine_that_misses_a_value_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Blind:
        """A database that finds nothing."""

        def __init__(self, **_: object) -> None: ...
        def compile(self, *_: object, **__: object) -> None: ...
        def scan(self, *_: object, **__: object) -> None: ...

    monkeypatch.setattr(hyperscan, "Database", Blind)
    monkeypatch.setattr(hyperscan, "Scratch", lambda _: None)

    with pytest.raises(RedactionError, match="does not find what it should"):
        LastGate([b"something"])


@pytest.mark.parametrize("form", sorted(forms(SESSION)), ids=repr)
def test_a_secret_of_one_packet_is_looked_for_in_each_block(
    monkeypatch: pytest.MonkeyPatch, form: bytes
) -> None:
    """The search and the check skip blocks without any of its forms, and no others."""
    text = b"before " + form + b" after\n"
    redactor = Redactor([SECRET], [SESSION], check=True)
    assert redactor.redact(b"nothing\n") == Redacted(b"nothing\n", {})
    assert form not in redactor.redact(text).data

    monkeypatch.setattr(Redactor, "_spans", lambda *_: [])

    assert redactor.redact(text) == Redacted(WITHHELD_TEXT, {WITHHELD: 1})
