"""Secrets after what has just happened to them: they were made, or replaced."""

from support_packet.redaction.rules.fragments import ANY_MARKS, ANY_NAME, NOT_A_PASSWORD, run_of
from support_packet.redaction.rules.notation import ANY_QUOTE, one_by_one
from support_packet.redaction.rules.nouns import ANY_NOUN, EACH_NOUN
from support_packet.redaction.rules.random_values import LOOKS_MIXED
from support_packet.redaction.rules.rule import Rule

# What has happened.
_MADE = rb" (?i:generated|regenerated|created|issued|rotated|renewed|updated|reset)"
_BY_WHAT = rb"(?:[:=]| to)"

RULES = (
    Rule(
        id="announced-secret",
        kind="token",
        finds="A value that looks random after `secret regenerated:` and the like",
        prefix=ANY_NOUN + rb"(?: (?i:is|was|has been))?" + _MADE + _BY_WHAT + rb" ?" + ANY_QUOTE,
        lookahead=LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9+/_-]{10}",
        secret_rest=rb"[^\s\"'`\\,;]*+",
        prefilters=(
            one_by_one(EACH_NOUN, _MADE + rb"[:= ]"),
            one_by_one(EACH_NOUN, rb" (?i:is|was|has been)" + _MADE),
        ),
        exact_start=True,
        examples=(
            "client secret regenerated: «k3h5x9w1Qf7tBn8y»",
            "Token was created: '«k3h5x9w1Qf7tBn8y»', password reset to «q1W2e3R4t5»",
        ),
        counter_examples=(
            "token created: internationalization, key updated: 2026-11-28T10h11m12s13",
            "secret rotated to version-12 of mattermost",
        ),
    ),
    Rule(
        id="replaced-secret",
        kind="password",
        finds="The new value of a secret after the old one and an arrow",
        prefix=(
            ANY_NAME + rb"\\{0,3}[\"']?: ?"
            rb"\\{0,3}\"[^\"\\\n]{0,256}\\{0,3}\" (?:=>|->) \\{0,3}\""  # the old value
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
