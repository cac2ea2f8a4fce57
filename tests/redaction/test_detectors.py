"""What a rule's exact expression matches, its detectors find."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.redaction.masks import is_redacted_as
from support.redaction.reference import redact_slowly

from support_packet.redaction.engine import Redactor
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules import SECRET_RULES

RULES = [rule for rule in SECRET_RULES if isinstance(rule, Rule)]
LOOKS_BACK = re.compile(rb"\(\?<=(?:[^()\\]|\\.|\([^()]*\))*\)")
LOOKED_FOR = st.sampled_from(
    (b"", b"ap", b"acces", b"secret", b"api_", b"postgres", b"redis", b"+srv")
)
TAILS = st.text("aZ09_-.=/+@\"'\\ :,;]})<>&%", max_size=24).map(str.encode)
LINES = b"the usual lines of a log\n" * 4
"""Without them hyperscan searches a short text with another engine."""


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
# A few expressions have conditions that most of their texts do not meet.
@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_a_rules_own_text_is_redacted_as_the_reference_does(
    redactor: Redactor, rule: Rule, data: st.DataObject
) -> None:
    before = data.draw(LOOKED_FOR) if LOOKS_BACK.search(rule.prefix) else b""
    prefix = LOOKS_BACK.sub(b"", rule.prefix)
    whole = rb"(?:" + prefix + rb")(?:" + rule.secret_start + rb")" + rule.suffix
    matching = data.draw(st.from_regex(whole, fullmatch=True))
    content = LINES + data.draw(TAILS) + before + matching + data.draw(TAILS)

    assert is_redacted_as(redact_slowly(content, []), redactor.redact(content).data)
