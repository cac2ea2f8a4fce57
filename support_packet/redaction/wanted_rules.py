"""Which rules the operator's settings ask for, and what is made for them ahead."""

from collections.abc import Collection
from functools import cache

from support_packet.redaction.rules import ADDRESS_RULES, SECRET_RULES
from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.search import make_ahead

EMAILS, ADDRESSES = "e-mail address", "IP address"


def rules_for(kinds: Collection[str]) -> list[BaseRule]:
    """Return the rules for secrets, and those for addresses of these kinds."""
    return [*SECRET_RULES, *(rule for rule in ADDRESS_RULES if rule.kind in kinds)]


@cache
def prepare(*, emails: bool, addresses: bool) -> None:
    """Begin, once in a process, to make what each `Redactor` needs that has these options."""
    make_ahead(rules_for([EMAILS] * emails + [ADDRESSES] * addresses))
