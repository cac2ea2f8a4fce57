"""What the redactor removes has a name for people."""

from support_packet.redaction.dense_lines import CROWDED_LINE
from support_packet.redaction.engine import KNOWN_VALUE, PRIVATE_KEY
from support_packet.redaction.pseudonyms import ADDRESS_RULES, EMAIL_RULES
from support_packet.redaction.rules.tokens import RULES
from support_packet.web.page.removals import KINDS


def test_every_kind_has_a_name_and_no_name_is_left_over() -> None:
    rules = RULES + EMAIL_RULES + ADDRESS_RULES

    assert {rule.kind for rule in rules} | {CROWDED_LINE, KNOWN_VALUE, PRIVATE_KEY} == set(KINDS)
