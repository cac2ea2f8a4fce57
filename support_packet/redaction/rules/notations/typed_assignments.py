"""Secrets that a program's source assigns to a variable with a type."""

from functools import partial

from support_packet.redaction.expressions.fragments import ANY_NAME, TOKEN_ENDS
from support_packet.redaction.expressions.looks_secret import LOOKS_LIKE_PASSWORD, REST
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.nouns import ANY_NOUN
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.expressions.spellings import CHARACTER, EQUALS, MARKS_OF_TEXT, SPACE
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import Text, spelled_out, text_expression

_SHORT = b"(?i:" + text_expression(Text.SHORT_NAME) + b")"
_NAMES = (b"(?i:" + spelled_out(Text.PASSWORD) + b")", _SHORT, ANY_NOUN)
# As Go, Kotlin and Basic write the type.
_TYPES = (rb"(?i: string)", rb"(?i:: ?string)", rb"(?i: as string)", rb"(?i:%20as%20string)")

_typed = partial(
    Rule,
    kind="password",
    # Words with numbers too, which nothing but a value is in quotes.
    lookahead=rb"(?:" + LOOKS_LIKE_PASSWORD + rb"|(?=[^\s\"'`]{0,64}[0-9!#$^*])(?=[A-Za-z]))",
    secret_start=CHARACTER + rb"{6}",
    secret_rest=REST,
)

RULES = (
    _typed(
        id="typed-assignment",
        finds="A secret in quotes after its name and the type of a text, as in source code",
        prefix=(
            rb"(?:" + ANY_NAME + rb"|" + _SHORT + rb"|" + ANY_NOUN + rb")"
            # The type.
            rb"(?:"
            + b"|".join(_TYPES)
            + rb")"
            # Up to the quote, in any spelling.
            + SPACE
            + rb"?:?"
            + EQUALS
            + SPACE
            + rb"?"
            + MARKS_OF_TEXT
        ),
        prefilters=tuple(one_by_one((*_NAMES, *TOKEN_ENDS), end) for end in _TYPES),
        examples=(
            f'var acmeToken string = "«{HEX}»"',
            f"val acmeSecret: String = `«{MIXED}»`",
            'Private Const DB_PWD As String = "«Exc3l-Archive»"',
            "Const%20passphrase%20As%20String%20%3D%20%22«hunter-2x»%22",
        ),
        counter_examples=(
            'var acmeToken string = ""',
            'the token string = "expired" is no key string, password: string',
        ),
    ),
)
