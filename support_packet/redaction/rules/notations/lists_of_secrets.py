"""Secrets in lists and objects whose name stands for several: `"passwords": ["…", "…"]`."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import JSON_QUOTE
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.secret_words import LISTED_TOKENS

# Names that stand for several.
_PASSWORDS = b"passwords|secrets|passphrases"
_OPENS = rb"\\{0,7}[\"'] ?: ?[\[{]"

# Words with marks between them: names of things, paths.
_WORDS = rb"(?!/|[a-z]{2,8}://|(?:[a-z]+[-/._:])*[a-z]*[0-9]{0,3}" + JSON_QUOTE + rb")"
# In a list, or after another name, which is not that of an id.
_PLACE = rb"(?:(?<=[\[,{])|(?<=, )|(?<!id\":)(?<!id\\\":)(?<=\":)|(?<!id\": )(?<=\": ))"


def _value(secret: bytes) -> bytes:
    """Return an expression for a text in double quotes, in a list or after a name."""
    # A glance at the next byte is faster than at those before.
    return rb"(?=[\\\"])" + _PLACE + JSON_QUOTE + _WORDS + secret + JSON_QUOTE + rb"(?! ?:)"


RULES = (
    LineRule(
        id="list-of-passwords",
        kind="password",
        finds="Passwords in a list or an object of JSON",
        trigger=(b"(?i:" + _PASSWORDS + b")" + _OPENS,),
        end=rb"[\]}]",
        secret=_value(
            NOT_A_PASSWORD
            + rb"(?=[^\"\\\n]{0,64}[0-9!#$%^&*])"  # a digit or a sign
            + rb"([^\s\"\\]{6,})"
        ),
        examples=(
            '{"passwords":["«hunter2x»", "«hunter!»"]}',
            '{"a":"{\\"secrets\\":{\\"db\\":\\"«hunter2x9»\\"}}"}',
        ),
        counter_examples=(
            '{"secrets":["mattermost-db-1","/run/secrets/db1"],"imagePullSecrets":[{"name":"x1"}]}',
            '{"passwords":{"minimum_length":"8 characters"},"secrets":[]}',
        ),
    ),
    LineRule(
        id="list-of-tokens",
        kind="token",
        finds="Tokens and keys in a list or an object of JSON",
        effort=20,
        trigger=(b"(?i:" + LISTED_TOKENS + b")" + _OPENS,),
        end=rb"[\]}]",
        secret=_value(
            rb"(?=[^\"\\\n]{0,64}[0-9])(?=[^\"\\\n]{0,64}[A-Za-z])"  # a digit and a letter
            rb"([A-Za-z0-9._~+/=-]{12,})"
        ),
        examples=(
            '{"tokens":["«aB3dE5gH7jK9mN1p»","«aB3dE5gH7jK9»"]}',
            '{"apiKeys": {"prod": "«aB3dE5gH7jK9mN1p»"}}',
        ),
        counter_examples=(
            '{"tokens":["ident2","number","let"],"max_tokens":{"a":"4096"}}',
            '{"tokens":[{"id":"y1ndrfg8ejkmcpqxot1uwisza3"}]}',
        ),
    ),
)
