"""The last checks for sets of known values, which are kept for the next packet."""

from collections.abc import Sequence
from functools import lru_cache

from support_packet.process.memory import collection_paused
from support_packet.redaction.last_gate import Gate, LastGate
from support_packet.redaction.many_values import MAX_KEPT, KnownForms, ManyForms, ManyValues


class JoinedGate(Gate):
    """Several gates, which all have to be passed."""

    def __init__(self, gates: Sequence[Gate]) -> None:
        self._gates = gates
        self.edge = max(gate.edge for gate in gates)

    def find(self, data: bytes) -> str | None:
        """Return what kind of secret is in `data`, `None` if there is none."""
        return next(filter(None, (gate.find(data) for gate in self._gates)), None)


@lru_cache(maxsize=MAX_KEPT)
def last_gate(known: KnownForms, *, rules: bool = True) -> LastGate:
    """Return the check for these known values, made now or for an earlier packet."""
    with collection_paused():
        if isinstance(known, ManyValues):
            return LastGate((), ManyForms(known.values), rules=rules)
        return LastGate(known.literals, rules=rules)


def gate_for(every: Sequence[KnownForms]) -> Gate:
    """Return the check for all of these; each is compiled and kept by itself.

    Only the first looks for secrets of Mattermost's own: they take longest to compile.
    """
    first, *others = every
    gates = [last_gate(first), *(last_gate(known, rules=False) for known in others)]
    return JoinedGate(gates) if others else gates[0]
