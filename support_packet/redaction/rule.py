"""One pattern of a credential: for the search over everything, and for the exact look."""

import re
from dataclasses import dataclass
from functools import cached_property

LOOK_AHEAD = 256
"""More bytes than the `check` of any rule looks at."""


@dataclass(frozen=True)
class Rule:
    """A secret in its context, written as regular expressions over bytes.

    `context` and `start`, the first bytes of the secret, together are what the detector looks
    for: bounded, without look-around, so that hyperscan takes them too. `word` asks that the
    context does not begin within a word, `check` is a look-ahead at the secret's start. `rest` is
    the rest of the secret: of any length, without backtracking, and with few enough repeats of
    groups that matching takes little memory; it may refuse the match. A secret
    without a rest may have an `end`, by which it is known. No part matches a line end.
    """

    kind: str
    context: bytes
    start: bytes
    rest: bytes = b""
    check: bytes = b""
    word: bool = False
    end: bytes = b""

    @property
    def detector(self) -> bytes:
        """What hyperscan searches for; it ends where the head ends."""
        return self.context + b"(?:" + self.start + b")" + self.end

    @cached_property
    def head(self) -> re.Pattern[bytes]:
        """The exact rule up to the end of `start` or `end`; group 1 is `start`."""
        boundary = rb"(?<![A-Za-z0-9])" if self.word else b""
        return re.compile(
            boundary + self.context + self.check + b"(" + self.start + b")" + self.end
        )

    @cached_property
    def place(self) -> re.Pattern[bytes]:
        """What the detector looks for, without the conditions of the head."""
        return re.compile(self.detector)

    @cached_property
    def tail(self) -> re.Pattern[bytes]:
        """The rest of the secret, matched where the head ends."""
        return re.compile(self.rest)
