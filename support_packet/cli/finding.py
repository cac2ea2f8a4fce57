"""What `support-packet check` says about one area of the installation."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from support_packet.host.problems import one_line

_COLORS = {"ok": "\033[32m", "missing": "\033[31m", "note": "\033[33m"}
_NO_COLOR = "\033[0m"
_STATE_WIDTH = 9
_MIN_AREA_WIDTH = 23


@dataclass(frozen=True)
class Finding:
    """One line: an area that is fine, one that a packet will miss, or advice."""

    state: Literal["ok", "missing", "note"]
    area: str
    text: str

    def text_line(self, width: int, *, color: bool) -> str:
        """Return the line, with `width` columns for the area, its state in color for a terminal."""
        state = f"{self.state:<{_STATE_WIDTH}}"
        shown = f"{_COLORS[self.state]}{state}{_NO_COLOR}" if color else state
        return f"{shown}{one_line(self.area):<{width}} {one_line(self.text)}"


def area_width(findings: Iterable[Finding]) -> int:
    """Return how many columns the areas of `findings` need."""
    return max([_MIN_AREA_WIDTH, *(len(one_line(finding.area)) for finding in findings)])


def ok(area: str, text: str) -> Finding:
    """Return that nothing is wrong."""
    return Finding("ok", area, text)


def missing(area: str, text: str) -> Finding:
    """Return what will be missing, and why."""
    return Finding("missing", area, text)


def note(area: str, text: str) -> Finding:
    """Return what should be done although nothing is missing."""
    return Finding("note", area, text)


def verdict_of(
    findings: Sequence[Finding], *, has_break_glass: bool, database_responds: Callable[[], bool]
) -> str:
    """Return the verdict on all findings as a line: an exit status is easily missed.

    `database_responds` is asked only where the database is said to be missing.
    """
    missing_areas = {finding.area for finding in findings if finding.state == "missing"}
    noted = sum(finding.state != "ok" for finding in findings)
    token = "A break-glass token is set." if has_break_glass else "No break-glass token is set."
    outcome = f"Packets can be downloaded. {token}"
    if "database" in missing_areas:
        why = "the database is down"
        if database_responds():
            why = "the database responds, but does not say who may"
        outcome = (
            f"Only the break-glass token can download a packet now: {why}."
            if has_break_glass
            else f"Nobody can download a packet now: {why}, and no break-glass token is set."
        )
    elif "license" in missing_areas:
        outcome = f"Nobody can download a packet now: the server has no license. {token}"
    verb = "needs" if noted == 1 else "need"
    return f"{noted} of {len(findings)} {verb} attention. {outcome}"


def json_of(findings: Sequence[Finding], verdict: str) -> str:
    """Return the findings and the verdict as JSON."""
    return json.dumps({"findings": [asdict(finding) for finding in findings], "verdict": verdict})
