"""Every rule finds what its examples mark, and nothing in its counter-examples."""

import re
from collections import Counter

import pytest
from support.redaction.masks import is_masked_as
from support.redaction.reference import redact_slowly

from support_packet.redaction.dense_lines import MAX_HITS
from support_packet.redaction.engine import Redactor
from support_packet.redaction.rules import ADDRESS_RULES, ALL_RULES, SECRET_RULES
from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.search import search_for
from support_packet.redaction.spans import MASK, replace, union

MIN_EXAMPLES = 2
MARKED = re.compile("«.*?»", re.DOTALL)
PSEUDONYM = r"(?:user-[0-9a-f]{12}@pseudonym\.invalid|ip-[0-9a-f]{12})"

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in ALL_RULES
    for number, example in enumerate(rule.examples)
]
COUNTER_EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in ALL_RULES
    for number, example in enumerate(rule.counter_examples)
]


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
    spans = search_for([], [rule]).find(data, MAX_HITS)
    assert spans is not None
    redacted, counts = replace(data, union(spans, data), 0, len(data))
    return redacted.decode(), dict(counts)


def test_every_rule_has_an_id_of_its_own() -> None:
    assert not [
        rule.id for rule in ALL_RULES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
    ]
    assert not [rule_id for rule_id, count in Counter(r.id for r in ALL_RULES).items() if count > 1]


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_has_examples_and_counter_examples(rule: BaseRule) -> None:
    assert rule.finds
    assert len(set(rule.examples)) >= MIN_EXAMPLES
    assert len(set(rule.counter_examples)) >= MIN_EXAMPLES
    assert all(MARKED.search(example) for example in rule.examples)
    assert not any(MARKED.search(example) for example in rule.counter_examples)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_is_found_by_its_rule_alone(rule: BaseRule, example: str) -> None:
    count = len(MARKED.findall(example))

    assert redact_alone(rule, plain(example)) == (masked(example), {rule.id: count})


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES)
def test_a_counter_example_is_left_by_its_rule_alone(rule: BaseRule, example: str) -> None:
    assert redact_alone(rule, example) == (example, {})


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_reference_agrees_about_an_example(rule: BaseRule, example: str) -> None:
    data, expected = plain(example).encode(), masked(example).encode()

    assert redact_slowly(data, [], [rule]) == expected
    assert redact_slowly(data, [], ALL_RULES if rule in ADDRESS_RULES else SECRET_RULES) == expected


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES)
def test_the_reference_agrees_about_a_counter_example(rule: BaseRule, example: str) -> None:
    data = example.encode()
    # Loopback addresses are found, and keep their names: the reference knows no pseudonyms.
    rules = [*SECRET_RULES, rule]

    assert redact_slowly(data, [], rules) == data


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_is_redacted_by_all_rules_together(
    redactor: Redactor, address_redactor: Redactor, rule: BaseRule, example: str
) -> None:
    if rule in ADDRESS_RULES:
        expected = "".join(map(re.escape, MARKED.split(example)[:1])) + "".join(
            PSEUDONYM + re.escape(rest) for rest in MARKED.split(example)[1:]
        )
        assert re.fullmatch(expected, address_redactor.redact_text(plain(example)))
        return
    redacted = redactor.redact_text(plain(example))

    assert is_masked_as(masked(example), redacted)
    assert redactor.redact_text(redacted) == redacted


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_what_no_other_rule_finds_first(
    redactor: Redactor, address_redactor: Redactor, rule: BaseRule
) -> None:
    chosen = address_redactor if rule in ADDRESS_RULES else redactor

    assert any(rule.id in chosen.redact(plain(text).encode()).counts for text in rule.examples)


@pytest.mark.parametrize(("rule", "example"), COUNTER_EXAMPLES)
def test_a_counter_example_is_left_by_all_rules_together(
    redactor: Redactor, address_redactor: Redactor, rule: BaseRule, example: str
) -> None:
    chosen = address_redactor if rule in ADDRESS_RULES else redactor

    assert chosen.redact_text(example) == example
