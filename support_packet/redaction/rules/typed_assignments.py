"""Secrets that a program's source assigns to a variable with a type."""

from support_packet.redaction.rules.fragments import NOT_A_PASSWORD
from support_packet.redaction.rules.nouns import ANY_NOUN
from support_packet.redaction.rules.rule import Rule
from support_packet.redaction.rules.samples import HEX, MIXED

RULES = (
    Rule(
        id="typed-assignment",
        kind="password",
        finds="A secret in quotes after its name and the type of a text, as in source code",
        prefix=(
            ANY_NOUN + rb"(?i:(?:: ?| )string)"  # the name, the type
            rb" ?:?= ?(?:\\{0,3}[\"'`]|&quot;|%22)"  # up to the quote, in any spelling
        ),
        # With a digit.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\s\"'`\\&%]{0,64}[0-9])",
        secret_start=rb"[^\s\"'`\\&%]{8}",
        secret_rest=rb"[^\s\"'`\\&%]*+",
        prefilters=(
            ANY_NOUN + rb"(?i: string)",  # Go
            ANY_NOUN + rb"(?i:: ?string)",  # Kotlin, Rust, Swift
        ),
        examples=(
            f'var acmeToken string = "«{HEX}»"',
            f"val acmeSecret: String = `«{MIXED}»`",
        ),
        counter_examples=(
            'var acmeToken string = ""',
            'the token string = "expired" is no key string, password: string',
        ),
    ),
)
