"""Secrets within a small object that their name stands for: `"client_secret": {"value": "…"}`."""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    ENCODED_EQUALS,
    ENCODED_QUOTE,
    END_OF_LINE,
    LOOKS_RANDOM,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
    run_of,
)
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_QUOTE = rb"(?:\\{0,7}[\"']|" + ENCODED_QUOTE + rb")"
_IS = ENCODED_EQUALS + rb" ?"
_MEMBER = rb"(?i:(?:current|raw|plain|string)?_?value|plain(?:_?text)?|secret|clear(?:_?text)?|raw)"
"""What the member is called that is the secret itself."""

_OTHER_MEMBER = rb"(?i:key|data|content|text|string|id|default|current|previous)"
"""What it may be called if it looks like a secret, too."""

_OTHERS = (
    rb"(?:"
    + _QUOTE
    + rb"[\w.-]{1,32}"
    + _QUOTE
    + _IS
    + rb"(?:"
    + _QUOTE
    + rb"[^\"'\\\n&%]{0,64}"
    + _QUOTE
    + rb"|[\w.-]{1,24}), ?){0,4}"
)
"""Members before it."""

_SPACE = rb"[ \t]{0,64}"

RULES = (
    Rule(
        id="named-object",
        kind="password",
        finds="The value within an object of JSON after its name",
        prefix=ANY_NAME
        + _QUOTE
        + _IS
        + rb"(?:\{|%(?:25)?7[bB]) ?"
        + _OTHERS
        + _QUOTE
        + rb"(?:"
        + _MEMBER
        + _QUOTE
        + _IS
        + _QUOTE
        + rb"|"
        + _OTHER_MEMBER
        + _QUOTE
        + _IS
        + _QUOTE
        + LOOKS_RANDOM
        + rb"(?=[^\s\"']{8}))",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n&%]",
        # As far as a quote in any spelling.
        secret_rest=run_of(
            rb"[^\"'\\\n&%]++",
            rb"\\\\[^\"'\n]",
            rb"(?!" + ENCODED_QUOTE + rb")[&%]",
        ),
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"\"'\\%&",
        exact_start=True,
        examples=(
            '{"client_secret":{"value":"«s3cr3t 99»"}}',
            '{"msg":"{\\"password\\": {\\"type\\":\\"x\\",\\"plain\\": \\"«hunter»\\"}}"}',
            "%7B%22password%22%3A%7B%22value%22%3A%22«hunter2x»%22%7D%7D",
            '{"api_key":{"valid":true,"key":"«k3h5x9w1qf7tbn8y»"}}',
        ),
        counter_examples=(
            '{"secret":{"name":"db","key":"password"},"password":{"value":"is too short"}}',
            '{"token":{"type":"string","default":"the-usual"},"password":{"value":""}}',
        ),
    ),
    Rule(
        id="named-go-map",
        kind="password",
        finds="The value within a map or a struct, as Go prints it, or YAML on one line",
        prefix=ANY_NAME
        + rb":(?:map\[|[ &]?\{)"
        + rb"(?:[\w.-]{1,32}: ?[^\s\]}]{0,64} ){0,4}"  # other members
        + _MEMBER
        + rb": ?",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\\]}\[{,]",
        secret_rest=rb"[^\s\"'\\\]},]*+",
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b":",
        exact_start=True,
        examples=(
            "map[client_secret:map[value:«s3cr3tValue»]]",
            "password: {value: «hunter2x9», type: plain}",
            "config: {Password:{Type:1 Value:«hunter2»} User:x}",
        ),
        counter_examples=(
            "map[client_secret:map[value:]]",
            "map[password:map[value:********]]",
        ),
    ),
    NextLinesRule(
        id="object-on-next-lines",
        kind="password",
        finds="The value within an object whose name is on a line before",
        detector=ANY_MARKS,
        ends=b":\"'",
        ends_after_space=b":",
        trigger=ANY_NAME + rb"[\"']?[ ]?:[ ]?\{?" + END_OF_LINE,
        then=(
            # Other members may be before it.
            rb"(?:"
            + _SPACE
            # A name and a value.
            + rb"[\"']?[\w.-]{1,32}[\"']?: [^\n]{0,64}\n){0,2}?"
            # At least one blank deep.
            + rb"[ \t]"
            + _SPACE
            + rb"[\"']?"
            + _MEMBER
            + rb"[\"']?: "
            + NOT_A_PASSWORD
            # In double quotes, in single ones, in none.
            + rb"(?:\"((?:[^\"\\\n]|\\[^\n])+)|'([^'\n]+)|([^\s\"'{\[#|>&][^\n\r]*))"
        ),
        examples=(
            '"client_secret": {\n  "value": "«s3cr3t 99»"\n}\n',
            "password:\n  type: x\n  plain: «River_Falcon_61»\n",
        ),
        counter_examples=(
            "secret:\n  name: db\n  key: password\n",
            "password:\nvalue: 5\n",
        ),
    ),
)
