"""What must not leave a server is not in a packet that the real program sends over HTTP.

The logs hold the samples of all files of `leaks/`, the realistic lines of `recall/`, and values of
the configuration in every form in which they turn up in files.
"""

import re

import pytest
from support.archive.entries import read
from support.redaction.samples import FILES, HARMLESS, leaks, plain, samples_of
from support.serving.program import serving

from demo.installation import build_installation, configure
from recall.forms import FORMS
from recall.goals import RECALL_REALISTIC
from recall.measure import left
from recall.samples import REALISTIC, files, sample, split

VALUES = {
    "EmailSettings.SMTPPassword": "w7Nz2mD9xF4bH8kL1pYc",
    "LdapSettings.BindPassword": "Wr0ng&ly<p>'l\"aced/4",
    "SqlSettings.AtRestEncryptKey": "u83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83v+/RWeJA=",
}
BROKEN = {"wrapped", "cut", "base64_mime"}
"""Forms in which only a value that is one word is searched for."""

PIECE = re.compile(r"[A-Za-z0-9+/=%&#;\\ ]{8,}")
"""A part of a form in which a value can be read; a wrapped one has several."""

LEAKING = [each for path in FILES for each in samples_of(path)]
CLOSE = [each for path in HARMLESS for each in samples_of(path)]
REAL = [sample(text) for path in files(REALISTIC) for text in split(path)]
GAP = "\n\n\n" + '{"level":"debug","msg":"nothing to see here"}\n' * 128 + "\n\n"
"""Between samples, so that no part of the log is full of secrets."""


def forms_of(value: str) -> list[str]:
    """Return the lines with a value, one for each form in which it is searched for."""
    some = FORMS if value.isalnum() or value.endswith("=") else FORMS.keys() - BROKEN
    return [f"x {FORMS[form](value)} y" for form in some]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a packet, by their names."""
    directory = tmp_path_factory.mktemp("leaks")
    installation = build_installation(directory / "mattermost")
    configure(installation, VALUES)
    lines = [*map(plain, LEAKING), *CLOSE, *(each.text for each in REAL)]
    (installation.logs / "mattermost.log").write_text(GAP.join(lines) + "\n", encoding="utf-8")
    text = "".join(f"{line}\n" for value in VALUES.values() for line in forms_of(value))
    wide = "".join(f"x {value} y\n" for value in VALUES.values()).encode("utf-16-le")
    (installation.logs / "notifications.log").write_bytes(text.encode() + wide)
    with serving(installation.directory, directory) as program:
        answer = program.packet(installation.tokens["admin"])
    return read(answer.body)


@pytest.fixture(scope="module")
def parts(sent: dict[str, bytes]) -> list[str]:
    """Return what is left of each sample, in their order."""
    found = sent["mattermost.log"].decode().removesuffix("\n").split(GAP)
    assert len(found) == len(LEAKING) + len(CLOSE) + len(REAL)
    return found


def test_no_secret_of_a_log_is_sent(parts: list[str]) -> None:
    pairs = zip(LEAKING, parts, strict=False)
    real_pairs = zip(REAL, parts[-len(REAL) :], strict=True)

    assert not [(part, found) for each, part in pairs if (found := leaks(each, part))]
    missed = [(part, found) for each, part in real_pairs if (found := left(each, part))]
    assert not RECALL_REALISTIC.missed(100 - 100 * len(missed) / len(REAL)), missed


def test_no_known_value_is_sent_in_any_form(sent: dict[str, bytes]) -> None:
    log = sent["notifications.log"]
    pieces = {
        piece
        for value in VALUES.values()
        for line in forms_of(value)
        for piece in PIECE.findall(line[2:-2])
    }

    assert len(pieces) > len(FORMS)
    assert not [piece for piece in pieces if piece.encode() in log]
    assert not [value for value in VALUES.values() if value.encode("utf-16-le") in log]


def test_what_is_close_to_a_secret_is_sent_as_it_is(parts: list[str]) -> None:
    assert parts[len(LEAKING) : -len(REAL)] == CLOSE


def test_nothing_had_to_be_withheld(sent: dict[str, bytes]) -> None:
    assert b"withheld" not in b"".join(sent.values())
