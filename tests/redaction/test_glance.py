"""What the same rules have searched before is only looked at for what is known here."""

import base64
import textwrap
from collections.abc import Sequence

import pytest
from support.tables import for_each

from support_packet.redaction.counts import KNOWN_VALUE, MASKED_BEFORE
from support_packet.redaction.engine import Redacted, Redactor
from support_packet.redaction.last_gate import WITHHELD, WITHHELD_TEXT
from support_packet.redaction.spans import MASK
from support_packet.redaction.values import forms

COMMON = "k7Qz2mV9xT4bR8wL1nYc"
TOKEN = "8wnk4cq1rj3dtxgz5mfu7y6beo"
NUMBER = "83920174"
LINES = "BEGIN of it 44\nEND of it 55"
SECRETS = [COMMON, NUMBER, f"{NUMBER}-and-more", "correct horse battery staple 1"]
OF_RULES = b'{"client_secret": "Zq81mostest9Xw2"}\n'
"""What a rule finds, and no one knows."""


def filled(count: int) -> list[str]:
    """Return the known values, and others."""
    return [*SECRETS, *(f"filling-{number:04}-{number * 7919:08x}Zq" for number in range(count))]


@pytest.fixture(scope="module", params=[0, 100, 400], ids=["few", "some", "many"])
def redactor(request: pytest.FixtureRequest) -> Redactor:
    """Return one for each way in which many values are searched for."""
    return Redactor(filled(request.param), [TOKEN], check=True)


def parts(secret: str) -> list[bytes]:
    """Return what is left of a value that is cut off or wrapped."""
    encoded = base64.b64encode(secret.encode()).decode()
    wrapped = ["\n  ".join(textwrap.wrap(text, 12)) for text in (secret, encoded)]
    return [f"{secret[:-3]}...".encode(), f"{encoded[:-6]}...".encode(), *map(str.encode, wrapped)]


KNOWN: Sequence[bytes] = [
    *(form for secret in (*SECRETS, TOKEN) for form in sorted(forms(secret))),
    *parts(COMMON),
    *parts(TOKEN),
    b"key: correct horse\n  battery staple 1\n",
]


@for_each("known", KNOWN, ids=repr)
def test_a_value_that_is_known_here_is_removed_in_any_form(
    redactor: Redactor, known: bytes
) -> None:
    block = OF_RULES + b"it is " + known + b" here\n"

    found = redactor.redact_searched(block)

    assert found == redactor.redact(block)
    assert found.counts[KNOWN_VALUE]


@for_each(
    "line",
    [
        f"Authorization: Bearer {TOKEN[::-1]}\n",
        f"Cookie: MMAUTHTOKEN={TOKEN[::-1]}; MMUSERID=x\n",
        "postgres://mmuser:Zq81-mostest@db:5432/mattermost\n",
        "-----BEGIN RSA PRIVATE KEY-----\n" + "Ab1+" * 16 + "\n",
    ],
)
def test_a_secret_of_mattermosts_own_lets_the_rules_look_again(
    redactor: Redactor, line: str
) -> None:
    block = OF_RULES + line.encode()

    found = redactor.redact_searched(block)

    assert found == redactor.redact(block)
    assert line.encode() not in found.data


def test_the_rules_are_not_applied_again(redactor: Redactor) -> None:
    block = OF_RULES + b"masked before: " + MASK + b"\n"

    assert redactor.redact_searched(block) == Redacted(block, {MASKED_BEFORE: 1})
    assert MASK in redactor.redact(OF_RULES).data


def test_without_the_last_check_all_is_searched_again() -> None:
    redactor = Redactor(SECRETS, [TOKEN])

    assert redactor.redact_searched(OF_RULES) == redactor.redact(OF_RULES)
    assert MASK in redactor.redact_searched(OF_RULES).data


def test_without_known_values_the_rules_are_not_applied_again_either() -> None:
    assert Redactor([], check=True).redact_searched(OF_RULES).data == OF_RULES


def test_what_the_search_does_not_remove_is_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Redactor, "_spans", lambda *_: [])
    redactor = Redactor(SECRETS, [TOKEN], check=True)

    found = [redactor.redact_searched(f"it is {secret}\n".encode()) for secret in (COMMON, TOKEN)]

    assert found == [Redacted(WITHHELD_TEXT, {WITHHELD: 1})] * 2
