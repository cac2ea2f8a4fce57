"""Which rules to ask about what a detector has found, without asking each of them."""

import re
from collections.abc import Iterable, Sequence

from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.fragments import ALL_NAMES, SPACES

_FEW = 4
"""So few are asked as fast one by one."""

Asked = tuple[re.Pattern[bytes] | None, tuple[BaseRule, ...], tuple[BaseRule, ...]]
"""What has to match where the hit starts; the rules to ask if it does; those to ask if not."""


def rules_by_end(detector: bytes, rules: Sequence[BaseRule]) -> list[Asked]:
    """Return, for each byte, what to ask about a hit of `detector` that ends with it.

    Many rules share a name and differ in what comes after it. One expression looks at all of that,
    so that a name with no secret after it costs one look and not dozens.
    """
    asked: dict[tuple[BaseRule, ...], Asked] = {}
    by_end: list[Asked] = []
    for byte in range(256):
        some = tuple(rule for rule in rules if byte in (_ends(detector, rule) or bytes([byte])))
        if some not in asked:
            asked[some] = _asked(some)
        by_end.append(asked[some])
    return by_end


def _ends(detector: bytes, rule: BaseRule) -> bytes:
    return (rule.ends_after_space if detector in SPACES else b"") or rule.ends


def _asked(rules: tuple[BaseRule, ...]) -> Asked:
    starts = sorted({rule.starts_with for rule in rules if rule.starts_with})
    others = tuple(rule for rule in rules if not rule.starts_with)
    if len(starts) < _FEW:
        return None, rules, rules
    return re.compile(b"|".join(_joined(starts))), rules, others


def _joined(expressions: list[bytes]) -> Iterable[bytes]:
    """Write the name that several expressions begin with once."""
    for name in (*ALL_NAMES, b""):
        rest = [text.removeprefix(name) for text in expressions if text.startswith(name)]
        expressions = [text for text in expressions if not text.startswith(name)]
        if rest:
            yield name + b"(?:" + b"|".join(rest) + b")"
