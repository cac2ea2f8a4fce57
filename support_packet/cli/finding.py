"""What `support-packet check` says about one area of the installation."""

from dataclasses import dataclass
from typing import Literal

from support_packet.host.problems import one_line


@dataclass(frozen=True)
class Finding:
    """One line: an area that is fine, one that a packet will miss, or advice."""

    state: Literal["ok", "missing", "note"]
    area: str
    text: str

    def __str__(self) -> str:
        return f"{self.state:<9}{one_line(self.area):<23} {one_line(self.text)}"


def ok(area: str, text: str) -> Finding:
    """Return that nothing is wrong."""
    return Finding("ok", area, text)


def missing(area: str, text: str) -> Finding:
    """Return what will be missing, and why."""
    return Finding("missing", area, text)


def note(area: str, text: str) -> Finding:
    """Return what should be done although nothing is missing."""
    return Finding("note", area, text)
