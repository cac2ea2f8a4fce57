"""Pieces of expressions that rules of several families share."""

from support_packet.secret_names import Text, text_expression

MAX_RUN = 9999
"""The most repeats of a group: enough for any secret, and a bound on what matching remembers."""

PASSWORD_NAME = b"(?i:" + text_expression(Text.PASSWORD) + b")"
"""A name that says that a password follows."""

TOKEN_NAME = b"(?i:" + text_expression(Text.TOKEN) + b")"
"""A name that says that a token or key follows."""

EQUALS = rb"(?:=>|[=:])[ ]{0,2}"
"""Between a name and its value."""

CLOSING = rb"[\\\"' ]{1,6}"
"""Between the name and the equals sign: the closing quote, escaped or not, or spaces."""

OPENING = rb"\[?(?:\\{0,3}[\"'])?"
"""Between the equals sign and the value: a list's bracket, a quote, escaped or not."""

ASSIGNED = EQUALS + OPENING
ASSIGNED_AFTER_QUOTE = CLOSING + EQUALS + OPENING
"""From a bare name or from a name in quotes to its value: `=`, `: `, `":"`, `\\":\\"`, `:["`.

Two expressions, and so two rules for one name: hyperscan takes three times as long to refuse a
choice right after the name.
"""

OPAQUE = rb"[A-Za-z0-9._~+/=%-]"
"""A character of a token: those of base64, of its variant for URLs, and percent signs."""

LOOKS_RANDOM = rb"(?=" + OPAQUE + rb"{32}|" + OPAQUE + rb"{0,31}[0-9])"
"""At the start of a secret: long, or with a digit; not a word or a sentence."""

WORD_REST = rb"[\w-]*+"
"""The rest of a key of letters, digits, `_` and `-`."""

NOT_A_PASSWORD = (
    rb"(?!"
    rb"(?:\*+"  # masked before
    rb"|(?i:true|false|null|nil|none|undefined)"  # a flag, or no value
    rb"|[?]|%[a-z]|\$[0-9]+|:[A-Za-z]+"  # a placeholder of SQL or of a format
    rb")(?:[\s\"'&,;)\\]|\Z)"  # and nothing more
    rb"|[{]|\$\{|<"  # a document, a variable of a shell, a placeholder such as `<password>`
    rb")"
)
"""At the start of a secret: not what is written in place of a password."""


def run_of(*choices: bytes, at_most: int = MAX_RUN) -> bytes:
    """Return an expression for a run of `choices`, of which matching never gives back a part.

    It is an atomic group, since Python before 3.11.5 matches a possessive repeat of a group wrongly
    (CPython issue 106052).
    """
    return b"(?>(?:" + b"|".join(choices) + b"){0,%d})" % at_most
