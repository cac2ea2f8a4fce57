"""Every rule finds what its examples mark, and nothing in its counter-examples."""

import re
from collections import Counter

import pytest
from support.redaction.masks import is_masked_as
from support.redaction.reference import redact_slowly
from support.tables import for_each

from support_packet.redaction.counts import MASKED_BEFORE, count_masks
from support_packet.redaction.dense_lines import MAX_HITS
from support_packet.redaction.engine import Redactor
from support_packet.redaction.kept_searches import search_for
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rules import ADDRESS_RULES, ALL_RULES, SECRET_RULES
from support_packet.redaction.spans import MASK, parts, union

MIN_EXAMPLES = 2
MARKED = re.compile("«.*?»", re.DOTALL)
PSEUDONYM = r"(?:user-[0-9a-f]{12}@pseudonym\.invalid|ip-[0-9a-f]{12})"

Failures = list[tuple[str, object]]
"""The examples that fail, each with its result."""


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([])


@pytest.fixture(scope="module")
def address_redactor() -> Redactor:
    return Redactor([], emails=True, addresses=True)


def plain(example: str) -> str:
    return example.replace("«", "").replace("»", "")


def masked(example: str) -> str:
    return MARKED.sub(MASK.decode(), example)


def redact_alone(rule: BaseRule, text: str) -> tuple[str, dict[str, int]]:
    """Return what `rule` makes of `text` where there is no other, and what it counted."""
    data = text.encode()
    search = search_for([], [rule])
    hits = search.hits_within(data, 0, len(data), MAX_HITS)
    assert hits is not None
    spans = search.secrets_of(data, hits, 0).found
    replaced = parts(data, union(spans, data), 0, len(data))
    redacted = b"".join(text for text, _ in replaced)
    counts = count_masks(replaced)
    counts.pop(MASKED_BEFORE, None)
    return redacted.decode(), counts


def test_every_rule_has_its_own_id() -> None:
    assert not [
        rule.id for rule in ALL_RULES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    ]
    assert not [rule_id for rule_id, count in Counter(r.id for r in ALL_RULES).items() if count > 1]


def test_every_rule_has_examples_and_counter_examples() -> None:
    assert not [rule.id for rule in ALL_RULES if not rule.finds]
    for name, is_marked in (("examples", True), ("counter_examples", False)):
        texts = {rule.id: getattr(rule, name) for rule in ALL_RULES}
        assert not [each for each in texts if len(set(texts[each])) < MIN_EXAMPLES]
        assert not [
            text
            for each in texts.values()
            for text in each
            if bool(MARKED.search(text)) != is_marked
        ]


def found_alone(rule: BaseRule, example: str) -> object:
    """Return what the rule makes of an example by itself, if it is wrong."""
    found = redact_alone(rule, plain(example))
    return found != (masked(example), {rule.id: len(MARKED.findall(example))}) and found


def found_by_the_reference(rule: BaseRule, example: str) -> object:
    data, expected = plain(example).encode(), masked(example).encode()
    all_rules = ALL_RULES if rule in ADDRESS_RULES else SECRET_RULES
    found = [redact_slowly(data, [], rules) for rules in ([rule], all_rules)]
    return found != [expected, expected] and found


def found_by_all_rules(redactor: Redactor, rule: BaseRule, example: str) -> object:
    redacted = redactor.redact_text(plain(example))
    if rule in ADDRESS_RULES:
        expected = PSEUDONYM.join(map(re.escape, MARKED.split(example)))
        return not re.fullmatch(expected, redacted) and redacted
    again = redactor.redact_text(redacted)
    return not (is_masked_as(masked(example), redacted) and again == redacted) and (redacted, again)


@for_each("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_examples_as_do_the_reference_and_all_rules_together(
    redactor: Redactor, address_redactor: Redactor, rule: BaseRule
) -> None:
    chosen = address_redactor if rule in ADDRESS_RULES else redactor
    wrong: Failures = []
    for example in rule.examples:
        wrong.append((example, found_alone(rule, example)))
        wrong.append((example, found_by_the_reference(rule, example)))
        wrong.append((example, found_by_all_rules(chosen, rule, example)))

    assert not [each for each in wrong if each[1]]
    # No other rule finds all of them first.
    assert any(rule.id in chosen.redact(plain(text).encode()).counts for text in rule.examples)


@for_each("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_counter_example_is_left_by_its_rule_by_the_reference_and_by_all_rules_together(
    redactor: Redactor, address_redactor: Redactor, rule: BaseRule
) -> None:
    chosen = address_redactor if rule in ADDRESS_RULES else redactor
    wrong: Failures = []
    for example in rule.counter_examples:
        # Loopback addresses are found, and keep their names: the reference knows no pseudonyms.
        slowly = redact_slowly(example.encode(), [], [*SECRET_RULES, rule]).decode()
        wrong.append((example, slowly != example and slowly))
        wrong.append((example, redact_alone(rule, example) != (example, {})))
        redacted = chosen.redact_text(example)
        wrong.append((example, redacted != example and redacted))

    assert not [each for each in wrong if each[1]]
