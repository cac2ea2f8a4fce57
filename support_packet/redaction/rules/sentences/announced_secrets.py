"""Secrets after what has just happened to them: they were made, or replaced."""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    NOT_A_PASSWORD,
    run_of,
)
from support_packet.redaction.rule_kinds.rule import Rule

# What has happened.
_MADE = rb" (?i:generated|regenerated|created|issued|rotated|renewed|updated|reset)"
_BY_WHAT = rb"(?:[:=]| to)"

RULES = (
    Rule(
        id="replaced-secret",
        kind="password",
        finds="The new value of a secret after the old one and an arrow",
        prefix=(
            ANY_NAME + rb"\\{0,3}[\"']?: ?"
            rb"\\{0,3}\"[^\"\\\n]{0,256}+\\{0,3}\" (?:=>|->) \\{0,3}\""  # the old value
        ),
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n]",
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\[^\"\n]"),
        prefilters=ANY_MARKS,
        ends=b":\"'\\",
        ends_after_space=b":",
        exact_start=True,
        examples=('db.mm: password: "" => "«hunter 2»"', 'master_password: "" => "«k3h5»" (new)'),
        counter_examples=(
            'password: "" => ""',
            'user_name: "a" => "b", password: "" => "<sensitive>"',
        ),
    ),
)
