"""A secret in its context: one expression for the search over everything, one for an exact look."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from support_packet.redaction.expressions.fragments import BOUNDARY
from support_packet.redaction.rule_kinds.base import BaseRule

Match = Callable[..., re.Match[bytes] | None]
"""The method of an expression that looks at a place of some bytes."""


@dataclass(frozen=True, kw_only=True)
class Rule(BaseRule):
    r"""A rule whose parts are regular expressions over bytes. No part matches a line end.

    `prefix` is what comes before the secret, `secret_start` its first bytes. Together they are
    what the detector looks for: of bounded length, without look-around, so that hyperscan takes
    them too. Where it is slow to refuse them, it searches for the `prefilters` instead, which
    together find at least as much, and which rules may share. With `exact_start` none of these may
    begin anywhere but where the prefix does.

    `word_boundary` asks that no letter or digit comes before the prefix, but for those of an
    escape such as `\n`. `lookahead` is a condition at the secret's start. `secret_rest` is the rest
    of the secret, of any length; it may refuse the match. It must not backtrack, and repeat groups
    so seldom that matching takes little memory: write it with possessive repeats of characters and
    `fragments.run_of`. A secret without a rest may have a `suffix` by which it is known.

    Where `whole_before` matches after a secret, other rules of this kind that begin where this one
    does find no more of it: they are not asked. Nor is a rule about a hit that ends within what one
    of the rules `covered_by` has found, which take in at least as much.
    """

    effort: int = 2
    prefix: bytes = b""
    secret_start: bytes
    secret_rest: bytes = b""
    lookahead: bytes = b""
    suffix: bytes = b""
    word_boundary: bool = False
    prefilters: tuple[bytes, ...] = ()
    exact_start: bool = False
    whole_before: bytes = b""
    covered_by: tuple[str, ...] = ()

    @cached_property
    def detectors(self) -> tuple[bytes, ...]:
        """The prefilters, or else the prefix with the start.

        Without ranges of repeats at its end, which hyperscan would report again for each of them.
        """
        detector = self.prefix + b"(?:" + self.secret_start + b")" + self.suffix
        return self.prefilters or (detector,)

    @cached_property
    def head(self) -> re.Pattern[bytes]:
        """The exact rule up to the end of the start or the suffix; group 1 is the start."""
        return re.compile(self._head_expression)

    @property
    def _head_expression(self) -> bytes:
        boundary = BOUNDARY if self.word_boundary else b""
        # Most texts are refused sooner by the start than by the condition.
        quick = b"(?=" + self.secret_start + b")" if self.lookahead else b""
        condition = self.prefix + quick + self.lookahead
        return boundary + condition + b"(" + self.secret_start + b")" + self.suffix

    @cached_property
    def starts_with(self) -> bytes:
        """See `BaseRule`."""
        # Not of the compiled one, which few of the rules need in a packet.
        return self._head_expression if self.exact_start else b""

    @cached_property
    def tail(self) -> re.Pattern[bytes]:
        """The rest of the secret, matched where the head ends."""
        return re.compile(self.secret_rest)

    @cached_property
    def tail_match(self) -> Match | None:
        """What finds the rest of the secret; `None` if the head has all of it."""
        return self.tail.match if self.secret_rest and not self.suffix else None

    @cached_property
    def _ends_whole(self) -> Match | None:
        return re.compile(self.whole_before).match if self.whole_before else None

    def is_whole(self, data: bytes, end: int) -> bool:
        """Return whether other rules find no more of a secret that ends there."""
        return self._ends_whole is not None and self._ends_whole(data, end) is not None

    @cached_property
    def any_detector(self) -> re.Pattern[bytes]:
        """What hyperscan searches for, without the conditions of the head."""
        return re.compile(b"|".join(self.detectors))

    def may_begin_later(self, data: bytes, start: int, end: int) -> bool:
        """Return whether a head may begin after `start`, where a detector found `start` to `end`.

        Of all hits that end there hyperscan reports the leftmost start; a later one may be exact.
        """
        return self.any_detector.search(data, start + 1, end) is not None

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule.find`."""
        del end  # only rules that begin where the hit does are asked like this
        head = self.head.match(data, start)
        if head is None:
            return None
        if self.tail_match is None:
            return head.span(1)
        tail = self.tail_match(data, head.end())
        return (head.start(1), tail.end()) if tail else None
