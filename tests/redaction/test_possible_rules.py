"""Of the rules of a detector, none is left out that could find something."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from support_packet.redaction.possible_rules import PossibleRules, begin_with_hit
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rules import SECRET_RULES

UNNAMED = begin_with_hit(SECRET_RULES, named=False)
BYTES = 5


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

    assert rule in possible.rules_for(text[head.start() : head.start() + BYTES])
