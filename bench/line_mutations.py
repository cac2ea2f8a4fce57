"""Lines that may be slow to redact: near misses of what rules look for, again and again."""

import random
from collections.abc import Callable, Sequence

from support_packet.redaction.rule_kinds.base import BaseRule

LENGTHS = (20, 40, 80, 150, 300, 600, 1200, 2500, 4000)
"""Of the lines, in bytes."""

_JOINTS = (b"", b" ", b", ", b"; ", b"&", b'","', b'":"', b"\\n", b"\t", b"|", b"=", b": ")
_MARKS = (b'"', b"\\", b"=", b":", b" ", b"@", b"/", b"%", b"<", b"{", b"[", b"'", b"\x1b[", b"-")
_BYTES = b"a0Z_.,;x9"


class Mutations:
    """Makes lines of the examples and counter-examples of rules, the same for the same `seed`."""

    def __init__(self, rules: Sequence[BaseRule], seed: int) -> None:
        self._rng = random.Random(seed)
        texts = [text for rule in rules for text in (*rule.examples, *rule.counter_examples)]
        lines = [line for text in texts for line in text.split("\n")]
        self._seeds = [line.encode() for line in lines if line]

    def next_line(self, parents: Sequence[bytes]) -> bytes:
        """Return a new line, of the examples or of one of `parents`."""
        if parents and self._rng.random() < 1 / 2:
            unit = self._part(self._rng.choice(parents)[:400])
        else:
            unit = self._part(self._example())
        for _ in range(self._rng.randrange(3)):
            unit = self._mutated(unit)
        unit = unit.replace(b"\n", b" ") or b"a"
        joint = self._rng.choice(_JOINTS)
        length = self._rng.choice(LENGTHS)
        line = (unit + joint) * (length // (len(unit) + len(joint)) + 1)
        return line[:length]

    def _example(self) -> bytes:
        """Return an example, often only as far as its secret, or a little further."""
        text = self._rng.choice(self._seeds)
        before, mark, after = text.partition("«".encode())
        whole = text.replace("«".encode(), b"").replace("»".encode(), b"")
        if mark and self._rng.random() < 3 / 4:
            return before + after.replace("»".encode(), b"")[: self._rng.randrange(24)]
        return whole

    def _part(self, text: bytes) -> bytes:
        if not text or self._rng.random() < 1 / 2:
            return text
        start = self._rng.randrange(len(text))
        return text[start : start + self._rng.randrange(2, 64)]

    def _mutated(self, unit: bytes) -> bytes:
        rng = self._rng
        place, length = rng.randrange(len(unit) + 1), rng.randrange(6)
        before, after = unit[:place], unit[place:]
        changes: tuple[Callable[[], bytes], ...] = (
            lambda: before + after[length:],
            lambda: before + rng.choice(_MARKS) + after,
            lambda: before + bytes([rng.choice(_BYTES)]) * (length + 1) + after[1:],
            lambda: before + after[: length + 1] * 3 + after,
            lambda: unit + self._part(self._example()),
            unit.swapcase,
        )
        return rng.choice(changes)()
