"""`support-packet check` in the tests' own process, which is faster than the command."""

import os
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from demo.installation import Installation
from support_packet.cli.main import main

SECRET = "mostest-Zq81"
"""Part of every password in the tests of this command."""

_OURS = ("MM", "PG", "SUPPORT_PACKET_")
_STATE, _AREA = 9, 33


@dataclass(frozen=True)
class Line:
    """One line of the output."""

    state: str
    area: str
    text: str


@dataclass(frozen=True)
class Checked:
    """What the command printed, and its exit status."""

    status: int
    lines: Sequence[Line]
    error: str

    def of(self, state: str) -> list[tuple[str, str]]:
        """Return area and text of the lines in this state."""
        return [(line.area, line.text) for line in self.lines if line.state == state]


class Checker:
    """Runs the command without those variables of this machine that it would read."""

    def __init__(self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capfd = capfd
        self._monkeypatch = monkeypatch

    def check(self, example: Installation, *options: str, **variables: str) -> Checked:
        """Check `example`; the output holds no secret and no stack trace."""
        for name in list(os.environ):
            if name.upper().startswith(_OURS):
                self._monkeypatch.delenv(name)
        for name, value in variables.items():
            self._monkeypatch.setenv(name, value)
        self._capfd.readouterr()
        status = main(["check", "--mattermost", str(example.directory), *options])
        output, error = self._capfd.readouterr()
        for secret in (SECRET, "Traceback", *example.secrets):
            assert secret not in output + error
        return Checked(status, [_line(each) for each in output.splitlines()], error)


def _line(text: str) -> Line:
    return Line(text[:_STATE].strip(), text[_STATE:_AREA].strip(), text[_AREA:])
