"""Passwords in a sentence that first says that they were changed, and then which to use."""

from support_packet.redaction.expressions.fragments import PASSWORD_NAME
from support_packet.redaction.expressions.looks_secret import (
    LOOKS_LIKE_PASSWORD,
    LOOSE_REST,
    PASSWORD_START,
)
from support_packet.redaction.expressions.marks_after_names import (
    SAID_PASSWORD,
    SAID_SHORT,
    SHORT_NAME,
)
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.rule_kinds.rule import Rule

_CHANGED = (
    # Whose it is.
    rb" (?:(?:was|has been|has|is|for [^\n.,]{1,32}) )?"
    # What happened to it.
    rb"(?i:changed|updated|rotated|reset|replaced|set|renewed|expired)"
    # When, and by whom.
    rb"[^\n:\"<>=]{0,96}?"
)
_USE = (
    # A comma and the like; words of politeness.
    rb"(?:[,.;:(-] ?|- |\b)(?:(?i:please |pls |so |just )?"
    # What to do with it.
    rb"(?i:use|try|take|log in with|login with|go with)"
    # Or what it is.
    rb"|(?i:it'?s|it is|now|new one|new pw|the new|new one's|new one is|now it's)(?: now| is)?:?)"
)
_STRONGLY = (
    # A digit; a sign, two marks, or letters and digits in turn.
    rb"(?=[^\s\"'`]{0,48}[0-9])(?=[^\s\"'`]{0,48}[!#$%^*@]|(?:\w+[-_.+=]){2}\w|"
    + LOOKS_MIXED
    # No key of a keyboard, no host, no person.
    + rb")(?!(?:Ctrl|Alt|Shift|Cmd|Strg)\+|[\w.+-]+@[\w-]+\.|[\w.-]+\.(?:com|org|net|example)\b)"
)

RULES = (
    Rule(
        id="password-to-use-now",
        kind="password",
        finds="A password that a person says to use, after that the old one was changed",
        effort=14,
        effort_of_head=6,
        prefix=rb"(?:"
        + PASSWORD_NAME
        + rb"|"
        + SHORT_NAME
        + rb")"
        + _CHANGED
        + _USE
        + rb" [\"'`]?",
        lookahead=LOOKS_LIKE_PASSWORD + _STRONGLY,
        secret_start=PASSWORD_START,
        secret_rest=LOOSE_REST,
        prefilters=(SAID_PASSWORD, SAID_SHORT),
        exact_start=True,
        examples=(
            "staging DB password changed this morning, use «mango-Lassi#17» until Friday",
            "admin password has changed, it's now «Holly.Park-7»; pw was reset, try `«Kettle#7x»`",
        ),
        counter_examples=(
            "the password policy changed, use 12-character ones; password changed, use TLSv1.2",
            "password was reset, use https://x/reset-1; password expired, use Ctrl+F5 to reload",
            "password has been rotated, use mmctl-v2 for it; password set for bob, ask ann@x.com",
        ),
    ),
)
