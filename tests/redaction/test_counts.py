"""What is counted by rule is added up by kind."""

from support_packet.redaction.counts import DENSE_LINE, KNOWN_VALUE, by_kind
from support_packet.redaction.engine import Redactor


def test_rules_of_one_kind_are_added_up() -> None:
    counts = Redactor([]).redact(b"password=hunter2 https://bob:hunter2@host").counts

    assert counts == {"assigned-password": 1, "url-password": 1}
    assert by_kind(counts) == {"password": 2}


def test_what_no_rule_finds_has_a_kind_too() -> None:
    assert by_kind({KNOWN_VALUE: 3, DENSE_LINE: 2}) == {"known secret": 3, "dense line": 2}
