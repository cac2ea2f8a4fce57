"""Values after names that a terminal's colors separate from the equals sign."""

from support_packet.redaction.expressions.fragments import (
    COLOR,
    LOOKS_RANDOM,
    NOT_A_PASSWORD,
    OPAQUE,
    PASSWORD_MARK,
    PASSWORD_NAME,
    TOKEN_MARK,
    TOKEN_NAME,
    run_of,
)
from support_packet.redaction.expressions.random_values import PATH
from support_packet.redaction.rule_kinds.rule import Rule

_IS = COLOR + rb"[=:][ ]?" + rb"(?:" + COLOR + rb")?"

RULES = (
    Rule(
        id="colored-password",
        kind="password",
        finds="A password after its colored name",
        prefix=PASSWORD_NAME + _IS,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\\x1b]",
        secret_rest=rb"[^\s\"'\\\x1b]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b"\x1b\\[",
        exact_start=True,
        examples=(
            "\x1b[31mpassword\x1b[0m=«Hunter2-blue» \x1b[31mhost\x1b[0m=x",
            '{"m":"\\u001b[36mpassword\\u001b[0m=«hunter2» \\u001b[36mx\\u001b[0m=y"}',
        ),
        counter_examples=(
            "\x1b[31mpassword\x1b[0m=*** \x1b[31mhost\x1b[0m=x",
            "\x1b[31mpassword\x1b[0m rejected",
        ),
    ),
    Rule(
        id="colored-password-in-quotes",
        kind="password",
        finds="A password in quotes after its colored name",
        prefix=PASSWORD_NAME + _IS + rb"\\{0,3}[\"']",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n]",
        secret_rest=run_of(rb"[^\"'\\\n]++", rb"\\\\[^\n]"),
        prefilters=(PASSWORD_MARK,),
        ends=b"\x1b\\[",
        exact_start=True,
        examples=(
            '\x1b[31mclient_secret\x1b[0m="«Hunter3 blue 9»" \x1b[31mhost\x1b[0m=x',
            '{"m":"\\u001b[36mpassword\\u001b[0m=\\"«blue 9»\\""}',
        ),
        counter_examples=(
            '\x1b[31mpassword\x1b[0m="" \x1b[31mhost\x1b[0m=x',
            '\x1b[31merror\x1b[0m="no password" \x1b[31mhost\x1b[0m=x',
        ),
    ),
    Rule(
        id="colored-token",
        kind="token",
        finds="A token after its colored name",
        prefix=TOKEN_NAME + _IS + rb"(?:\\{0,3}[\"'])?",
        # No path, and no name of a parser's token.
        lookahead=LOOKS_RANDOM + rb"(?!" + PATH + rb"|[A-Z]+_?[0-9]{1,3}(?:[\s\"']|\Z))",
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(TOKEN_MARK,),
        ends=b"\x1b\\[",
        exact_start=True,
        examples=(
            "\x1b[36mtoken\x1b[0m=«k3h5x9w1qf7tbn8y» \x1b[36muser\x1b[0m=x",
            '[36mapi_key[0m="«k3h5x9w1qf7tbn8y»"',
        ),
        counter_examples=(
            "\x1b[36mtoken\x1b[0m=expired \x1b[36muser\x1b[0m=x",
            "\x1b[36mtoken_id\x1b[0m=k3h5x9w1qf7tbn8y",
            "\x1b[36msignature\x1b[0m=/opt/mm/x-1.2.tar.gz.sig \x1b[36mtoken\x1b[0m=IDENT_12",
        ),
    ),
    Rule(
        id="colored-password-after-color",
        kind="password",
        finds="A password in its own color, after a name whose color ends behind the colon",
        prefix=PASSWORD_NAME + rb"[=:]" + COLOR + rb"[ ]?(?:" + COLOR + rb")?",
        # A digit or a sign, and a letter, before the color ends.
        lookahead=rb"(?=[^\s\"'\\\x1b]{0,64}[0-9!#$%^&*])(?=[^\s\"'\\\x1b]{0,64}[A-Za-z])"
        + NOT_A_PASSWORD,
        # Not the color itself.
        secret_start=rb"[^\s\"'\\\x1b\[][^\s\"'\\\x1b]{5}",
        secret_rest=rb"[^\s\"'\\\x1b]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b"=:",
        exact_start=True,
        examples=(
            "\x1b[33mpassword:\x1b[0m \x1b[32m«Saddle-17»\x1b[0m",
            '{"m":"\\u001b[36mpassword=\\u001b[0m«hunter2» x"}',
        ),
        counter_examples=(
            "\x1b[33mpassword:\x1b[0m \x1b[32mrequired\x1b[0m",
            "\x1b[33mpassword:\x1b[0m must have 8 characters",
        ),
    ),
)
