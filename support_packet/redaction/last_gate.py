"""The last check of what is about to be sent: nothing of it may be a secret that is known.

It shares with the search that removes secrets the forms of known values and how the engine is
called: no detectors, no spans, no rules for JSON, YAML or dense lines. A fault there does not leak.
"""

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Protocol

import hyperscan

from support_packet.errors import RedactionError
from support_packet.redaction.scanner import ThreadScratch, escaped, fillers

WITHHELD = "withheld"
"""What is counted for a part that was not sent because the last check found a secret in it."""

WITHHELD_TEXT = b"(withheld: support-packet found a secret here in its last check)\n"

_MATTERMOST_ID = "[13456789abcdefghijkmnopqrstuwxyz]{26}"
_OWN_SECRETS = (
    rf"(?i)authorization['\"]?: ?['\"]?[a-z]{{6}} {_MATTERMOST_ID}",  # faster than "bearer"
    rf"MMAUTHTOKEN=['\"]?{_MATTERMOST_ID}",
    r"(?:postgres|mysql)[a-z]*://[\w.~-]{1,64}:[A-Za-z._~!-]{0,40}[0-9][\w.~!-]{6,64}@[\w.-]+[:/]",
    r"-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----(?:\r?\n|\\n)[A-Za-z0-9+/]{60}",
)
"""Secrets of Mattermost's own that no configuration knows; nothing that may be a placeholder."""

_MIN_DIGITS = 12
"""A shorter number counts only where no other digit is next to it."""

_KNOWN = "a known value"
_SOME = "a secret of Mattermost's own"

logger = logging.getLogger(__name__)


class Gate(ABC):
    """Withholds what a secret is found in.

    `edge` is how many bytes of two neighboring blocks have to be checked together: values of
    several lines may begin in one and end in the next.
    """

    edge: int

    @abstractmethod
    def find(self, data: bytes) -> str | None:
        """Return what kind of secret is in `data`, `None` if there is none."""

    def checked(self, data: bytes, counts: Mapping[str, int]) -> tuple[bytes, Mapping[str, int]]:
        """Return `data` with what was removed from it, or a note in its place."""
        return (data, counts) if self.passes(data) else (WITHHELD_TEXT, {WITHHELD: 1})

    def passes(self, data: bytes) -> bool:
        """Return whether no secret is in `data`; one that is there is logged, but not shown."""
        kind = self.find(data)
        if kind is None:
            return True
        logger.error(
            "The last check found %s in %d bytes that were about to be sent; they were withheld. "
            "This is a defect of support-packet: please report it.",
            kind,
            len(data),
        )
        return False


class ManyLiterals(Protocol):
    """Thousands of literals, which are searched for by something else than hyperscan.

    `edge` is as in `Gate`.
    """

    edge: int

    def each(self, data: bytes) -> Iterator[tuple[int, int]]:
        """Yield from where to where one is in `data`."""

    def finds_all(self) -> bool:
        """Return whether it finds all that it should."""


class LastGate(Gate):
    """Finds known values in all their forms, and with `rules` also secrets of Mattermost's own.

    `RedactionError` if it does not find one of the values itself.
    """

    def __init__(
        self, literals: Sequence[bytes], many: ManyLiterals | None = None, *, rules: bool = True
    ) -> None:
        edge = max((len(form) - 1 for form in literals if b"\n" in form), default=0)
        self.edge = max(edge, many.edge if many else 0)
        self._many = many
        needed = _needed(literals)
        self._known = len(needed)
        patterns = _OWN_SECRETS if rules else ()
        self._database = _compiled(needed, patterns) if needed else own_secrets_only()
        self._scratch = ThreadScratch(self._database)
        self._check_itself(needed)

    def find(self, data: bytes) -> str | None:
        """Return what kind of secret is in `data`, `None` if there is none."""
        if found := self._scan(data, first_only=True):
            return _KNOWN if found.pop() < self._known else _SOME
        return _KNOWN if self._many and self._find_one_of_many(self._many, data) else None

    def _find_one_of_many(self, many: ManyLiterals, data: bytes) -> bool:
        return any(not _is_part_of_number(data, start, end) for start, end in many.each(data))

    def _scan(self, data: bytes, *, first_only: bool) -> set[int]:
        found: set[int] = set()

        def note(number: int, *_: object) -> bool:
            found.add(number)
            return first_only

        try:
            self._database.scan(data, note, scratch=self._scratch.get())
        except hyperscan.ScanTerminated:
            return found
        return found

    def _check_itself(self, literals: Sequence[bytes]) -> None:
        found = self._scan(b"\n \n".join(literals), first_only=False)
        if not set(range(len(literals))) <= found or (self._many and not self._many.finds_all()):
            raise RedactionError("The last check of what is sent does not find what it should.")


def _compiled(literals: Sequence[bytes], patterns: Sequence[str]) -> hyperscan.Database:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    wanted = [*map(_expression, literals), *(pattern.encode() for pattern in patterns)]
    expressions = [*wanted, *fillers(len(wanted))]
    flags = [hyperscan.HS_FLAG_SINGLEMATCH] * len(expressions)
    try:
        database.compile(expressions, ids=range(len(expressions)), flags=flags)
    except hyperscan.error:
        raise RedactionError("The last check of what is sent does not compile.") from None
    return database


@cache
def own_secrets_only() -> hyperscan.Database:
    """Return what finds secrets of Mattermost's own; it holds none, and is made once."""
    return _compiled((), _OWN_SECRETS)


def _needed(literals: Sequence[bytes]) -> list[bytes]:
    """Return the literals without those that are never there without another one of them."""
    needed: list[bytes] = []
    start: bytes | tuple[()] = ()
    for literal in sorted(literals):
        if not literal.startswith(start):
            needed.append(literal)
            if not _is_short_number(literal):
                start = literal
    return needed


def _is_short_number(literal: bytes) -> bool:
    return len(literal) < _MIN_DIGITS and literal.isdigit()


def _is_part_of_number(data: bytes, start: int, end: int) -> bool:
    """Return whether `start` to `end` is a short number, and a digit is next to it."""
    if not _is_short_number(data[start:end]):
        return False
    return data[max(0, start - 1) : start].isdigit() or data[end : end + 1].isdigit()


def _expression(literal: bytes) -> bytes:
    expression = escaped(literal)
    if _is_short_number(literal):
        return rb"(?:^|[^0-9])" + expression + rb"(?:[^0-9]|$)"
    return expression
