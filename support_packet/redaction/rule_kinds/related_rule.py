"""Rules for values that look like secrets, in any relation to a name that means one."""

from functools import partial

from support_packet.redaction.expressions.fragments import OPAQUE
from support_packet.redaction.expressions.looks_secret import (
    LOOKS_LIKE_PASSWORD,
    LOOKS_LIKE_TOKEN,
    PASSWORD_START,
    REST,
)
from support_packet.redaction.rule_kinds.rule import Rule

password_rule = partial(
    Rule,
    kind="password",
    lookahead=LOOKS_LIKE_PASSWORD,
    secret_start=PASSWORD_START,
    secret_rest=REST,
    exact_start=True,
    effort_of_head=3,
)
"""For one with letters and digits; `prefix` is its name and what relates the two."""

token_rule = partial(
    Rule,
    kind="token",
    lookahead=LOOKS_LIKE_TOKEN,
    secret_start=OPAQUE + rb"{16}",
    secret_rest=REST,
    exact_start=True,
    effort_of_head=3,
)
"""For one that looks random."""
