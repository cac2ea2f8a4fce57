"""Tokens that begin with what their vendor chose: a rule that costs the search little."""

from dataclasses import dataclass
from typing import NamedTuple

from support_packet.redaction.rule_kinds.rule import Rule

_TAIL = rb"[A-Za-z0-9_.:|/+=~$%!-]{16}"
"""What follows any prefix. All detectors end with it, so that hyperscan joins their last parts:
the database compiles in half the time, and is searched faster than with exact ends."""

MAX_PREFIXES = 48
"""In one rule. Hyperscan searches for more without its literals, seventy times as slowly."""


class Token(NamedTuple):
    """What a token begins with, both expressions; all of it is removed.

    `prefix` is a literal but for few choices; at least 16 characters follow it, of which `start`
    has the first, of bounded length.
    """

    prefix: bytes
    start: bytes


@dataclass(frozen=True, kw_only=True)
class PrefixedRule(Rule):
    """Finds `tokens` that no letter or digit comes before; `secret_rest` is the same for all.

    A choice of so short a prefix that texts often have it needs its own `Rule`.
    """

    effort: int = 4
    tokens: tuple[Token, ...]
    secret_start: bytes = b""
    word_boundary: bool = True

    def __post_init__(self) -> None:
        """Join the tokens to the parts of a rule."""
        starts = b"|".join(prefix + start for prefix, start in self.tokens)
        object.__setattr__(self, "secret_start", b"(?:" + starts + b")")
        prefixes = b"|".join(token.prefix for token in self.tokens)
        object.__setattr__(self, "prefilters", (b"(?:" + prefixes + b")" + _TAIL,))
