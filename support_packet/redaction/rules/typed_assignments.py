"""Secrets that a program's source assigns to a variable with a type."""

from support_packet.redaction.rules.fragments import NOT_A_PASSWORD
from support_packet.redaction.rules.nouns import ANY_NOUN
from support_packet.redaction.rules.rule import Rule
from support_packet.redaction.rules.samples import HEX, MIXED
from support_packet.secret_names import Text, text_expression

_SHORT = b"(?i:" + text_expression(Text.SHORT_NAME) + b")"

RULES = (
    Rule(
        id="typed-assignment",
        kind="password",
        finds="A secret in quotes after its name and the type of a text, as in source code",
        prefix=(
            rb"(?:" + ANY_NOUN + rb"|" + _SHORT + rb")"
            rb"(?i:(?:: ?| (?:as )?)string)"  # the name, the type
            rb" ?:?= ?(?:\\{0,3}[\"'`]|&quot;|%22)"  # up to the quote, in any spelling
        ),
        # With a digit, or with signs that no name has.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\s\"'`\\&%]{0,64}[0-9!#$^*+])",
        secret_start=rb"[^\s\"'`\\&%]{6}",
        secret_rest=rb"[^\s\"'`\\&%]*+",
        prefilters=(
            ANY_NOUN + rb"(?i: as string)",  # Basic
            # Short names, which have no other rule for types.
            *(_SHORT + end for end in (rb"(?i: string)", rb"(?i: as string)", rb"(?i:: ?string)")),
            ANY_NOUN + rb"(?i: string)",  # Go
            ANY_NOUN + rb"(?i:: ?string)",  # Kotlin, Rust, Swift
        ),
        examples=(
            f'var acmeToken string = "«{HEX}»"',
            f"val acmeSecret: String = `«{MIXED}»`",
            'Private Const DB_PWD As String = "«Exc3l-Archive»"',
        ),
        counter_examples=(
            'var acmeToken string = ""',
            'the token string = "expired" is no key string, password: string',
        ),
    ),
)
