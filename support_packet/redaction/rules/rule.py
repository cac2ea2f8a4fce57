"""One pattern of a credential: for the search over everything, and for the exact look."""

import re
from dataclasses import dataclass
from functools import cached_property

LOOK_AHEAD = 256
"""More bytes than the `check` of any rule looks at."""

_SLACK = 5
_REPEATED = re.compile(rb"\{(\d+)\}\Z")


@dataclass(frozen=True)
class Rule:
    """A secret in its context, written as regular expressions over bytes.

    `context` and `start`, the first bytes of the secret, together are what the detector looks
    for: bounded, without look-around, so that hyperscan takes them too. Where it is slow to refuse
    them, it looks `loosely`, for expressions that together find at least as much, and that rules
    may share. `word` asks that the context does not begin within a word, `check` is a look-ahead
    at the secret's start. `rest` is the rest of the secret: of any length, without backtracking,
    and with few enough repeats of groups that matching takes little memory; it may refuse the
    match. A secret without a rest may have an `end`, by which it is known. No part matches a line
    end.
    """

    kind: str
    context: bytes
    start: bytes
    rest: bytes = b""
    check: bytes = b""
    word: bool = False
    end: bytes = b""
    loosely: tuple[bytes, ...] = ()

    @cached_property
    def detectors(self) -> tuple[bytes, ...]:
        """What hyperscan searches for; each ends about where the head ends.

        After a context of one length it starts `X{16,21}` with half the work that `X{16}` takes,
        by another of its engines.
        """
        start = self.start if b"{" in self.context else _REPEATED.sub(_with_slack, self.start)
        return self.loosely or (self.context + b"(?:" + start + b")" + self.end,)

    @cached_property
    def head(self) -> re.Pattern[bytes]:
        """The exact rule up to the end of `start` or `end`; group 1 is `start`."""
        boundary = rb"(?<![A-Za-z0-9])" if self.word else b""
        return re.compile(
            boundary + self.context + self.check + b"(" + self.start + b")" + self.end
        )

    @cached_property
    def place(self) -> re.Pattern[bytes]:
        """What the detectors look for, without the conditions of the head."""
        return re.compile(b"|".join(self.detectors))

    @cached_property
    def tail(self) -> re.Pattern[bytes]:
        """The rest of the secret, matched where the head ends."""
        return re.compile(self.rest)


def _with_slack(repeat: re.Match[bytes]) -> bytes:
    return b"{%d,%d}" % (int(repeat[1]), int(repeat[1]) + _SLACK)
