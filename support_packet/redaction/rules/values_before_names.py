"""Secrets that stand before their names: in messages of tests, and in pairs of JSON."""

from support_packet.redaction.rules.fragments import ANY_NAME, PASSWORD_MARK, TOKEN_MARK
from support_packet.redaction.rules.line_rule import BeforeRule
from support_packet.redaction.rules.notation import DEEP_QUOTE

# Letters and a digit.
_TOKEN = rb"(?=[^\s\"'\\]{0,64}[0-9])(?=[0-9_-]{0,64}[A-Za-z])[A-Za-z0-9._~+/=:|!#$%^&*@-]{8,}"

RULES = (
    BeforeRule(
        id="value-before-its-name",
        kind="token",
        finds="A value in quotes before its name in parentheses, as tests report it",
        trigger=(TOKEN_MARK, PASSWORD_MARK),
        effort=1,
        ends=b")",
        condition=ANY_NAME + rb"\)",
        before=rb"[\"']"
        # No word with a number, no address.
        rb"(?![a-z._-]*[0-9]{0,3}[\"'\\ ]|[a-z]{2,8}://)("
        + _TOKEN
        + rb")"
        + DEEP_QUOTE
        + rb":? \((?:[\w -]{0,32})?",
        examples=(
            'expected: "«y1ndrfg8ejkmcpqxot1uwisza3»" (user access token) actual: ""',
            "got '«Hunter-22x»' (password), want ''",
        ),
        counter_examples=(
            'expected: "user-12" (token) actual: ""',
            'got "expired" (access token), want "https://x/1" (secret)',
        ),
    ),
    BeforeRule(
        id="value-before-its-name-in-pair",
        kind="token",
        finds="The value of a pair of JSON whose name comes after it",
        trigger=(TOKEN_MARK, PASSWORD_MARK),
        effort=1,
        ends=b"\"'\\",
        condition=ANY_NAME + rb"\\{0,7}[\"'] ?[,}]",
        # The value and its name, then the name's value.
        before=rb"value"
        + DEEP_QUOTE
        + rb": ?"
        + DEEP_QUOTE
        + rb"("
        + _TOKEN
        + rb")"
        + DEEP_QUOTE
        + rb", ?"
        # What the first member is called.
        + DEEP_QUOTE
        + rb"(?:name|key)"
        + DEEP_QUOTE
        + rb": ?"
        + DEEP_QUOTE
        + rb"[\w.-]{0,32}",
        examples=(
            '{"value":"«y1ndrfg8ejkmcpqxot1uwisza3»","name":"MMAUTHTOKEN"}',
            '{"value": "«Hunter-22»", "key": "DB_PASSWORD"}',
        ),
        counter_examples=(
            '{"value":"required","name":"password"}',
            '{"value":"y1ndrfg8ejkmcpqxot1uwisza3","name":"token_id"}',
        ),
    ),
)
