"""Which rules to ask about what a detector has found, without asking each of them."""

import re
from collections.abc import Iterable, Sequence

from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.fragments import ALL_NAMES

Asked = tuple[re.Pattern[bytes] | None, tuple[BaseRule, ...], tuple[BaseRule, ...]]
"""What has to match where the hit starts; the rules to ask if it does; those to ask in any case."""


class Candidates:
    """The rules that share one detector: `by_end` has those to ask by the last byte of a hit.

    Many rules share a name and differ in what comes after it. One expression looks at all of that,
    so that a name with no secret after it costs one look and not dozens.
    """

    def __init__(self, rules: Sequence[BaseRule]) -> None:
        asked: dict[tuple[BaseRule, ...], Asked] = {}
        self.by_end: list[Asked] = []
        for byte in range(256):
            some = tuple(rule for rule in rules if not rule.ends or byte in rule.ends)
            if some not in asked:
                asked[some] = _asked(some)
            self.by_end.append(asked[some])

    def rules(self, data: bytes, start: int, end: int) -> Iterable[BaseRule]:
        """Return the rules that may find something in what was found from `start` to `end`."""
        expression, some, others = self.by_end[data[end - 1]]
        if expression is None:
            return others
        return (*some, *others) if expression.match(data, start) else others


def _asked(rules: tuple[BaseRule, ...]) -> Asked:
    some = tuple(rule for rule in rules if rule.starts_with)
    if len(some) < 2:  # noqa: PLR2004 -- one is asked as fast
        return None, (), rules
    others = tuple(rule for rule in rules if not rule.starts_with)
    expressions = sorted({rule.starts_with for rule in some})
    return re.compile(b"|".join(_joined(expressions))), some, others


def _joined(expressions: list[bytes]) -> Iterable[bytes]:
    """Write the name that several expressions begin with once."""
    for name in (*ALL_NAMES, b""):
        rest = [text.removeprefix(name) for text in expressions if text.startswith(name)]
        expressions = [text for text in expressions if not text.startswith(name)]
        if rest:
            yield name + b"(?:" + b"|".join(rest) + b")"
