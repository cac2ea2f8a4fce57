"""Which rules the operator's settings ask for, and what is made for them ahead."""

from collections.abc import Collection

from support_packet.redaction.kept_searches import make_ahead
from support_packet.redaction.pattern_database import compile_for_others
from support_packet.redaction.rule_kinds.base import BaseRule
from support_packet.redaction.rule_kinds.kind import ADDRESSES, EMAILS
from support_packet.redaction.rules import ADDRESS_RULES, SECRET_RULES
from support_packet.redaction.search import by_detector


def rules_for(kinds: Collection[str]) -> list[BaseRule]:
    """Return the rules for secrets, and those for addresses of these kinds."""
    return [*SECRET_RULES, *(rule for rule in ADDRESS_RULES if rule.kind in kinds)]


def prepare(*, emails: bool, addresses: bool, sample: bytes) -> None:
    """Begin to make what each `Redactor` needs that has these options, for content like `sample`.

    Once in a process is enough.
    """
    make_ahead(_wanted(emails=emails, addresses=addresses), sample)


def compile_wanted_for_others(*, emails: bool, addresses: bool) -> None:
    """Compile the rules for such a `Redactor` in other processes, which then need not."""
    compile_for_others(tuple(by_detector(_wanted(emails=emails, addresses=addresses))))


def _wanted(*, emails: bool, addresses: bool) -> list[BaseRule]:
    return rules_for([EMAILS] * emails + [ADDRESSES] * addresses)
