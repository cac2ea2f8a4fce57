"""Where the budget for a block is spent, lines that were not looked at hide their secrets."""

import re

import pytest
from support.tables import for_each

from support_packet.redaction import search_budget
from support_packet.redaction.dense_lines import MAX_HITS
from support_packet.redaction.engine import Redactor
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rules import SECRET_RULES

BUDGETS = ("_FREE", "_FOR_KIB", "_FREE_IN_CROWD", "_FOR_KIB_IN_CROWD")
# So many that there is a budget; the first is looked at in any case.
MANY = b'{"msg":"nothing to hide, and that in many words and bytes","password":"q1w2e3"}\n'
BEFORE = MANY * (MAX_HITS + 1)
# So many lines that those before and after are not masked together.
CALM = '{"msg":"nothing to hide"}\n' * 120
SECRET = re.compile("«([^»]*)»")


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([])


@for_each("rule", SECRET_RULES, ids=[rule.id for rule in SECRET_RULES])
def test_no_secret_of_an_example_stays(
    redactor: Redactor, monkeypatch: pytest.MonkeyPatch, rule: BaseRule
) -> None:
    for budget in BUDGETS:
        monkeypatch.setattr(search_budget, budget, 0)
    text = CALM.join(["", *(example + "\n" for example in rule.examples)])

    redacted = redactor.redact(BEFORE + SECRET.sub(r"\1", text).encode()).data

    others = BEFORE.decode() + SECRET.sub("", text)
    secrets = {secret for secret in SECRET.findall(text) if secret not in others}
    assert [secret for secret in secrets if secret.encode() in redacted] == []
