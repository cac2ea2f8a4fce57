"""What all rules have in common: a name, a kind, and texts that show what they find."""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from support_packet.redaction.rules.kind import Kind


@dataclass(frozen=True, kw_only=True)
class BaseRule(ABC):
    """A way to find one sort of secret.

    `id` is unique and stays, because audit logs hold it; `finds` says in a line what the rule is
    for. In `examples` « and » mark what is removed, and nothing else of them is. Nothing is
    removed from `counter_examples`, which come close.
    """

    id: str
    kind: Kind
    finds: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    @property
    @abstractmethod
    def detectors(self) -> tuple[bytes, ...]:
        """The expressions that hyperscan searches for."""

    @abstractmethod
    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """Return the bounds of the secret whose detector was found from `start` to `end`.

        `None` if an exact look shows that there is none.
        """
