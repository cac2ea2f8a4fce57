"""Of the rules of a detector, none is left out that could find something."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from support_packet.redaction.looks import Looks
from support_packet.redaction.possible_rules import PossibleRules, begin_with_hit
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules import SECRET_RULES


class Recorded(Looks):
    """Notes which rules are asked, and finds nothing."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.asked: list[BaseRule] = []

    def ask(self, rule: BaseRule, start: int, end: int) -> None:
        """Note the rule."""
        del start, end
        self.asked.append(rule)

    def finish(self, rule: Rule, bounds: tuple[int, int], end: int) -> tuple[int, int]:
        """Do the same."""
        del bounds, end
        self.asked.append(rule)
        return 0, 0


# A condition for what follows a name holds only where the name is known.
UNNAMED = [rule for rule in begin_with_hit(SECRET_RULES, named=False) if not rule.beginning]


@settings(max_examples=examples(200), deadline=None)
@given(
    st.sampled_from(UNNAMED).flatmap(
        lambda rule: st.tuples(st.just(rule), st.from_regex(rule.starts_with))
    )
)
def test_a_rule_is_asked_where_its_head_matches(case: tuple[BaseRule, bytes]) -> None:
    rule, text = case
    head = re.search(rule.starts_with, text)
    if head is None:
        return
    possible = PossibleRules([rule, *UNNAMED[:8]], named=False)
    for is_close in (False, True):
        if is_close:
            possible.choose_closely()
        looks = Recorded(text)

        possible.look(looks, head.start(), head.end(), head.start())

        assert rule in looks.asked


def test_a_head_without_a_secret_ends_nothing() -> None:
    """Whatever the content begins with."""
    rules = [
        Rule(
            id=name,
            kind="token",
            finds="A secret",
            examples=(),
            counter_examples=(),
            prefix=b"x=",
            secret_start=b"[a-z]",
            secret_rest=rest,
            exact_start=True,
            whole_before=whole_before,
        )
        for name, rest, whole_before in (("a", b"[0-9]{8}", b"[\n ]"), ("b", b"[a-z]*+", b""))
    ]
    looks = Looks(b"\nx=abc\n")

    PossibleRules(rules, named=False).look(looks, 1, 4, 1)

    assert [found[2] for found in looks.found] == ["b"]
