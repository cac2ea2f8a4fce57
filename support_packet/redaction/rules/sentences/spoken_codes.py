"""Codes that messages to people contain."""

from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.rule_kinds.line_rule import BeforeRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import ALONE_IN_SENTENCES, CODE_NOUNS

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
    *(rb"gate", rb"alarm", rb"garage", rb"entry", rb"building", rb"lock", rb"safe", rb"locker"),
    *(rb"meeting", rb"conference", rb"dial-in", rb"host", rb"guest", rb"pairing", rb"sms", rb"otp"),
    *(rb"the", rb"your", rb"my", rb"sim", rb"voicemail", rb"room", rb"phone", rb"screen"),
)
# Some words.
_WHOSE = rb"(?: (?:for|to|of) [^\s\":=]{1,64}(?: [^\s\":=]{1,24}){0,4}?)?"
# Numbers of something else.
_NOT_SECRET = rb"(?<!error code)(?<!exit code)"

# What it is.
_YOURS = rb" (?:is|as) your (?:[\w-]{1,24} ){0,3}(?:code|pin|otp|passcode|password)\b"

RULES = (
    BeforeRule(
        id="code-before-its-name",
        kind="password",
        finds="A code of which a message says after it that it is one",
        trigger=(rb"(?i: is your | as your )",),
        condition=b"(?i:" + _YOURS + rb")",
        # With a letter before it, as Google writes it.
        before=rb"(?<![\w.:/-])(?:G-)?([0-9]{4,8})",
        examples=(
            "«928657» is your verification code",
            "use «928657» as your login code, G-«928657» is your Google verification code.",
        ),
        counter_examples=("use 4096 as your block size", "12345 is your user id, 12 is your code"),
    ),
    Rule(
        id="labeled-pin",
        kind="password",
        finds="A PIN after its name and what it is for, in any language",
        # Up to three words.
        prefix=rb"(?<![A-Za-z_-])PIN(?: [\w\x80-\xff]{1,16}){1,3}: ",
        secret_start=rb"[0-9]{4}",
        # No date, no time, no version.
        secret_rest=rb"[0-9]{0,8}+(?![0-9:.,-]*[0-9]|%)",
        prefilters=(rb"PIN [\w\x80-\xff]",),
        exact_start=True,
        examples=("PIN do tokena: «448102»", "La PIN de la carte: «7731»\n"),
        counter_examples=("PIN of it: 2026-11-30", "GPIO PIN 12: 1", "PIN attempts left: 3"),
    ),
    Rule(
        id="spoken-code",
        kind="password",
        finds="A code in a message, such as `your verification code is 123456`",
        prefix=rb"(?:(?i:"
        + rb"|".join(_WORDS)
        + rb") (?i:"
        + rb"|".join(CODE_NOUNS)
        + rb")|(?<![A-Za-z])(?i:"
        + rb"|".join(ALONE_IN_SENTENCES)
        + rb")(?= (?:is|for)))"
        # What it is, or, after a pin, nothing.
        + rb"(?:"
        + _WHOSE
        # With a mark, maybe in quotes.
        + rb"(?: is(?: now)?:?|:) \\{0,3}[\"'`]?|(?<=(?i:pin)) |(?<=(?i:sms code)) )",
        # Of one piece, or of two.
        secret_start=rb"(?:[0-9]{4}|[0-9]{3}[ -][0-9]{3}(?![0-9]))",
        # No date, no time, no number with a fraction, no amount.
        secret_rest=rb"[0-9]{0,8}+(?![0-9:.,-]*[0-9]|%| (?:bytes|lines|bits|characters|times)\b)",
        prefilters=(
            one_by_one(any_case(ALONE_IN_SENTENCES), rb" (?:is|for)"),
            # Both words, for each of the second ones.
            *(
                one_by_one([b"(?i:" + word + b" " + noun + b")" for word in _WORDS], rb"[: ]")
                for noun in CODE_NOUNS
            ),
        ),
        exact_start=True,
        examples=(
            "Your verification code is «630710». Do not share it.",
            "temporary pin for bob: «137444» (expires), the code for the gate is «8420»",
            "Your passcode for tonight's bridge: «739 118»  dial in, door PIN «8420»",
        ),
        counter_examples=("the access code is 404", "login code: 2026-11-28, security code is new"),
    ),
)
