"""Codes that messages to people contain."""

from support_packet.redaction.rules.notation import one_by_one
from support_packet.redaction.rules.rule import Rule
from support_packet.secret_words import CODE_NOUNS

_WORDS = (
    *(rb"verification", rb"security", rb"login", rb"access", rb"one-time", rb"confirmation"),
    *(
        rb"authentication",
        rb"temporary",
        rb"unlock",
        rb"door",
        rb"sign-in",
        rb"2fa",
        rb"mfa",
        rb"backup",
    ),
)
_WHOSE = rb"(?: for [\w.@+-]{1,64})?"

RULES = (
    Rule(
        id="spoken-code",
        kind="password",
        finds="A code in a message, such as `your verification code is 123456`",
        prefix=rb"(?i:"
        + rb"|".join(_WORDS)
        + rb") (?i:"
        + rb"|".join(CODE_NOUNS)
        + rb")"
        + _WHOSE
        + rb"(?: is:?|:) ",
        secret_start=rb"[0-9]{4}",
        # No date, no time, no number with a fraction.
        secret_rest=rb"[0-9]{0,8}+(?![0-9:.,-]*[0-9])",
        prefilters=tuple(
            # Both words, for each of the second ones.
            one_by_one([b"(?i:" + word + b" " + noun + b")" for word in _WORDS], rb"[: ]")
            for noun in CODE_NOUNS
        ),
        exact_start=True,
        examples=(
            "Your verification code is «630710». Do not share it.",
            "temporary pin for bob: «137444» (expires)",
        ),
        counter_examples=("the access code is 404", "login code: 2026-11-28, security code is new"),
    ),
)
