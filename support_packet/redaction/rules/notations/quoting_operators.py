"""Secrets in the quotes that Perl lets a program choose: `q{…}`, `qq(…)`."""

from support_packet.redaction.expressions.fragments import ANY_MARKS, ANY_NAME, NOT_A_PASSWORD
from support_packet.redaction.rule_kinds.rule import Rule

_OPENS = rb"qq?[\[{(<|/!~]"

RULES = (
    Rule(
        id="secret-in-chosen-quotes",
        kind="password",
        finds="A secret in the quotes of Perl's `q` and `qq`",
        # The arrow or the equals sign.
        prefix=ANY_NAME + rb"(?:\\{0,7}[\"'])?[ ]?(?:=>|=|:)[ ]?" + _OPENS,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\]})>|/!~]{3}",
        # To any of the closing marks.
        secret_rest=rb"[^\]})>|/!~\\\n]*+",
        prefilters=ANY_MARKS,
        # Not JSON, as nearly all logs write it.
        beginning=rb"(?!\": ?\")",
        ends=b"=:\"'\\",
        ends_after_space=b"=:",
        exact_start=True,
        examples=(
            "passwd => q{«rt_Perl&Auster»},",
            "'secret' => qq(«two nests»)",
        ),
        counter_examples=("passwd => q{}, token => qw(a b c)", "token => q(required)"),
    ),
)
