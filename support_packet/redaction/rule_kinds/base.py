"""What all rules have in common: a name, a kind, and texts that show what they find."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from support_packet.redaction.rule_kinds.kind import Kind


@dataclass(frozen=True, kw_only=True)
class BaseRule(ABC):
    """A way to find one sort of secret.

    `id` is unique and stays, because audit logs hold it; `finds` says in a line what the rule is
    for. In `examples` « and » mark what is removed, and nothing else of them is. Nothing is
    removed from `counter_examples`, which come close. Where `ends` is given, the rule needs to be
    asked only if what the detector found ends with one of these bytes; `ends_after_space` are those
    for `marks_after_names.SPACES`, if they differ. `effort` is how long it takes to ask the rule,
    for which `looks` has the unit, `effort_of_head` to see that its head is not there. A rule for
    names is not asked if `beginning` does not match the first five bytes after the name.
    """

    id: str
    kind: Kind
    finds: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    ends: bytes = b""
    ends_after_space: bytes = b""
    effort: int = 6
    effort_of_head: float = 0.7
    beginning: bytes = b""
    quick_effort: ClassVar[int] = 0
    """How long it takes to refuse most hits, if that is less than `effort`."""

    @property
    def reads_line(self) -> bool:
        """Whether it takes the longer, the longer the rest of the line is."""
        return False

    @property
    def effort_of_refusal(self) -> int:
        """How long it takes to ask the rule where `find_all` returns `None`."""
        return self.quick_effort or self.effort

    def covered_until(self, data: bytes, end: int, line_end: int) -> int:
        """Return up to where a look from one hit finds all that looks from later ones find.

        It is asked of a rule that reads the line: the hit ends at `end`, the line at `line_end`.
        """
        del data, end, line_end
        return 0

    @property
    def effort_of_asking(self) -> int:
        """How long it takes to ask the rule where `find_all` does not return `None`."""
        return self.effort

    @property
    def starts_with(self) -> bytes:
        """An expression without which the rule finds nothing, where a hit starts; empty if none."""
        return b""

    @property
    @abstractmethod
    def detectors(self) -> tuple[bytes, ...]:
        """The expressions that hyperscan searches for."""

    def begins_at(self, data: bytes, start: int, end: int) -> bool:
        """Return whether a quick look at what was found shows no reason against a secret."""
        del data, start, end
        return True

    @abstractmethod
    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """Return the bounds of the secret whose detector was found from `start` to `end`.

        `None` if an exact look shows that there is none. It is asked where `begins_at`.
        """

    def find_all(self, data: bytes, start: int, end: int) -> Iterable[tuple[int, int]] | None:
        """Return the bounds of the secrets that what was found from `start` to `end` leads to.

        One, but for rules that look at all values of a line or of a few lines. `None` if that took
        no more than `effort_of_refusal`.
        """
        if not self.begins_at(data, start, end):
            return None
        bounds = self.find(data, start, end)
        return (bounds,) if bounds else ()
