"""Tokens known by their prefixes: what hyperscan looks for is short, and finds them all."""

import re

from support.tables import for_each

from support_packet.redaction.engine import Redactor
from support_packet.redaction.rule_kinds.prefixed_rule import MAX_PREFIXES, PrefixedRule
from support_packet.redaction.rules import SECRET_RULES

RULES = [rule for rule in SECRET_RULES if isinstance(rule, PrefixedRule)]
MARKED = re.compile("«(.*?)»")


@for_each("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_no_more_prefixes_than_hyperscan_searches_for_quickly(
    rule: PrefixedRule,
) -> None:
    # A choice within a prefix counts once for each of its branches.
    assert sum(1 + token.prefix.count(b"|") for token in rule.tokens) <= MAX_PREFIXES


@for_each("rule", RULES, ids=lambda rule: rule.id)
def test_every_token_has_its_own_example(rule: PrefixedRule) -> None:
    marked = [found.encode() for text in rule.examples for found in MARKED.findall(text)]

    for token in rule.tokens:
        expression = re.compile(token.prefix + token.start)
        assert any(expression.match(text) for text in marked), token.prefix


@for_each("rule", RULES, ids=lambda rule: rule.id)
def test_what_begins_with_a_prefix_in_the_middle_of_a_word_stays(rule: PrefixedRule) -> None:
    redactor = Redactor([])

    for text in rule.examples:
        for token in MARKED.findall(text):
            assert rule.id not in redactor.redact(f"Z{token}".encode()).counts


def test_every_prefix_belongs_to_one_rule() -> None:
    prefixes = [token.prefix for rule in RULES for token in rule.tokens]

    assert len(set(prefixes)) == len(prefixes)
