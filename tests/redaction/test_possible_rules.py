"""Of the rules of a detector, none is left out that could find something."""

import random
import re
import string

from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.tables import for_each

from support_packet.redaction.possible_rules import PossibleRules, begin_with_hit
from support_packet.redaction.rules import SECRET_RULES

UNNAMED = begin_with_hit(SECRET_RULES, named=False)
NAMED = begin_with_hit(SECRET_RULES, named=True)
ENOUGH_BYTES = 300


def asked(possible: PossibleRules, beginning: bytes) -> set[str]:
    _, chosen = possible._choose(beginning)
    return {each.rule.id for each in chosen}


@settings(max_examples=examples(200), deadline=None)
@given(
    st.sampled_from(UNNAMED).flatmap(
        lambda rule: st.tuples(st.just(rule), st.from_regex(rule.starts_with))
    )
)
def test_a_rule_is_asked_where_its_head_matches(case: tuple) -> None:
    rule, text = case
    head = re.search(rule.starts_with, text)
    if head is None:
        return
    beginning = text[head.start() : head.start() + 5]

    assert rule.id in asked(PossibleRules([rule, *UNNAMED[:8]], named=False), beginning)


@for_each("mark", [b"=", b": ", b'":"', b"%3D"])
def test_random_values_lead_to_few_combinations_of_rules(mark: bytes) -> None:
    """Else millions of beginnings would be looked at one by one, and kept."""
    chance = random.Random(1)
    possible = PossibleRules(NAMED, named=True)
    letters = (string.ascii_letters + string.digits).encode()

    for _ in range(3000):
        possible._choose((mark + bytes(chance.choices(letters, k=5)))[:5])

    assert len(possible._combinations) < 100
