"""Tokens that are short, after names that leave no doubt."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    OPAQUE,
    STRONG_NAME,
    TOKEN_MARK,
)
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import ACCESS_KEY_ID

# In quotes, escaped or not, or in none.
_PLAIN = rb"[\\\"']{0,4}[:=][ ]?[\\\"']{0,4}"
_short = partial(
    Rule,
    kind="token",
    lookahead=(
        rb"(?![xX]{4,}(?![A-Za-z0-9]))"  # masked before
        rb"(?:(?=[A-Za-z0-9]{0,15}[0-9])(?=[A-Za-z0-9]{0,15}[A-Za-z])"  # a digit and a letter
        rb"(?!v[0-9]|0x[0-9a-f]{4,16}(?![0-9a-z]))"  # no version, no address
        # Or one word with four consonants in a row, and no ending of a word.
        rb"|(?=[a-z]{8,24}(?![A-Za-z0-9_-]))"
        # Of the letters that are not vowels.
        rb"(?=[a-z]{0,20}[bcdfghjklmnpqrstvwxz]{4})(?![a-z]*(?:ing|ed|tion)\b))"
    ),
    secret_start=rb"[A-Za-z0-9]{6}",
    secret_rest=OPAQUE + rb"*+",
)
"""The rule for a value after a name that is not a word."""

RULES = (
    _short(
        id="short-token",
        finds="Values of 6 or more characters of names such as `access_token` and `secret_key`",
        prefix=STRONG_NAME + rb"[:=][ ]?\[?[\"']?",
        prefilters=(TOKEN_MARK,),
        ends=b"=:",
        exact_start=True,
        examples=(
            "secret_key=«ebd3t2si»",
            "access_token: «g7xzftjggsws»",
            "secret_key=«kahcbtyz»",
        ),
        counter_examples=(
            "secret_key=v2 of 3, access_token: expired",
            "api_key=5 auth_key: 12345678, secret_key=xxxxxxxxxxxx",
        ),
    ),
    _short(
        id="short-token-quoted",
        finds="Values of 6 or more characters of such names in quotes",
        # JSON, escaped or not.
        prefix=STRONG_NAME + rb"\\{0,7}[\"']: ?\[?\\{0,7}[\"']",
        prefilters=(TOKEN_MARK,),
        ends=b"\"'\\",
        exact_start=True,
        examples=('{"secret_key":"«short12»"}', '{"a":"{\\"apikey\\":\\"«q56cnaqj0xht»\\"}"}'),
        counter_examples=('{"secret_key":"expired"}', '{"access_token":"abc12"}'),
    ),
    Rule(
        id="access-key-id",
        kind="cloud key",
        finds="Ids of access keys of stores that speak as Amazon's does, by their name",
        # The name, with marks or without.
        prefix=ACCESS_KEY_ID + rb"(?: = |" + _PLAIN + rb")",
        lookahead=rb"(?=[A-Z0-9]{0,15}[0-9])",
        secret_start=rb"[A-Z0-9]{16}",
        secret_rest=rb"[A-Z0-9]*+",
        examples=(
            "rclone: access_key_id = «0BIDUNLK51SHR6DMQ2BB»",
            '{"AccessKeyId": "«MINIO51SHR6DMQ2BB»"}',
        ),
        counter_examples=("access_key_id=none", '{"accessKeyId":"THE-USUAL-ONE"}'),
    ),
)
