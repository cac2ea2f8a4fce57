"""Passwords in the trees of packets that Wireshark prints, each field on its own line."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_then = partial(NextLinesRule, kind="password", within_line=True)

RULES = (
    _then(
        id="argument-of-request",
        finds="What a client sends after a command to log in",
        # The command, and the line of its argument.
        detector=(rb"Request command: (?:PASS|AUTH|ACCT)",),
        # The same, to the end of the line.
        trigger=rb"Request command: (?:PASS|AUTH|ACCT)[^\n]{0,16}(?<!\})\n",
        # The field.
        then=rb"[ \t|]{0,32}Request (?:arg|parameter): ([^\r\n]{2,})",
        examples=(
            "    Request command: PASS\n        Request arg: «Ferry-88»\n",
            "    Request command: AUTH\n    Request parameter: «AGJvYgBodW50ZXIyWA==»\n",
        ),
        counter_examples=(
            "    Request command: USER\n    Request arg: bob-12\n",
            "    Request command: PASS\n    Response code: 230\n",
        ),
    ),
    Rule(
        id="credentials-in-tree",
        kind="password",
        finds="The user and the password of a header, decoded",
        # The user.
        prefix=rb"\[?Credentials: [\w.@+-]{1,64}:",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\]]",
        secret_rest=rb"[^\]\r\n\"\\]*+",
        examples=("    [Credentials: bob:«Beech»]\n", "    Credentials: bob:«Beech 9»\n"),
        counter_examples=("    [Credentials: bob]\n", "Credentials: are missing"),
    ),
)
