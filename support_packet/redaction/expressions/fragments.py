"""Pieces of expressions that rules of several families share."""

from collections.abc import Iterable

from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.expressions.placeholders import CODE, PLACEHOLDER, SAID_BY_VALIDATION
from support_packet.secret_names import (
    KEY_WORDS,
    STRONG_WORDS,
    Text,
    spelled_out,
    text_expression,
)

MAX_RUN = 9999
"""The most repeats of a group: enough for any secret, and a bound on what matching remembers."""

END_OF_LINE = rb"[ \t]{0,16}\r?\n"
"""The end of a line after a name or a mark: spaces do not count."""

PASSWORD_NAME = b"(?i:" + text_expression(Text.PASSWORD) + b")"
"""A name that says that a password follows."""

NOT_OF_HELM = rb"(?<!existingSecret)"
"""After such a name: not what Helm's charts call the name of a secret."""


def _after(words: Iterable[str], noun: str, mark: str = "[-_]") -> str:
    """Return what looks back, at the end of `noun`, for one of the words and maybe a mark."""
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    alike = ["|".join(group) for group in by_length.values()]
    return "|".join(f"(?<=(?:{some}){each}{noun})" for some in alike for each in ("", mark))


_KEY = "[a-z0-9_. -]key"
"""The end of the name of a key. All its words would be hundreds of texts to search for."""

KEY_NOUN = f"(?i:key(?:{_after(KEY_WORDS, 'key', '[-_. ]')}))".encode()
"""The word `key` behind one of the words for keys."""

_NAMED_KEY = f"{_KEY}(?:{_after(KEY_WORDS, 'key', '[-_. ]')})".encode()
_TOKEN = text_expression(Text.TOKEN) + b"|" + _NAMED_KEY
TOKEN_ENDS = [b"(?i:" + end + b")" for end in (*spelled_out(Text.TOKEN).split(b"|"), _KEY.encode())]
"""What names of tokens and keys end with, one by one."""

TOKEN_NAME = b"(?i:" + _TOKEN + b")"
"""A name that says that a token or key follows; of that of a key, what its words end with."""

ANY_NAME = b"(?i:" + text_expression(Text.PASSWORD) + b"|" + _TOKEN + b")"

_STRONG = f"token(?:{_after(STRONG_WORDS, 'token')})|{_KEY}(?:{_after(STRONG_WORDS, 'key')})"
STRONG_NAME = f"(?i:{_STRONG})".encode()
"""A name after which even a short value is a secret; what its words end with."""

_MARK = rb"[=:\"'\\\])<>%&\x1b\[\n\r]"
_SPACED_MARK = rb" [ =:?|+\"'(\\]"

PASSWORD_MARK = b"(?i:" + spelled_out(Text.PASSWORD) + b")" + _MARK
PASSWORD_SPACE = b"(?i:" + spelled_out(Text.PASSWORD) + b")" + rb" [ =:\"'(0-9\\]"
TOKEN_MARK = one_by_one(TOKEN_ENDS, _MARK)
TOKEN_SPACE = one_by_one(TOKEN_ENDS, _SPACED_MARK)
SHORT_MARK = b"(?i:" + spelled_out(Text.SHORT_NAME) + b")" + rb"[=:\"'\\\x1b\[%&]"
SHORT_SPACE = b"(?i:" + spelled_out(Text.SHORT_NAME) + b") ="
"""A name and the first mark after it: what all rules for named values look for, in the first place.

Hyperscan turns these into plain texts, and so passes fast over names in sentences. Classes of more
than some 16 bytes it does not, and takes ten times as long.
"""

SESSION_NAME = rb"(?i:token|bearer|csrf)"
"""The end of the name of a session's token, of a header or of a cookie."""

HEADER_NAME = rb"(?i:authorization|" + ANY_NAME + rb")"

ALL_NAMES = (PASSWORD_NAME, TOKEN_NAME, ANY_NAME, STRONG_NAME, SESSION_NAME, HEADER_NAME)
"""What the expressions of rules begin with that ask for one of the marks below after a name."""

PASSWORD_MARKS = (PASSWORD_MARK, PASSWORD_SPACE)
TOKEN_MARKS = (TOKEN_MARK, TOKEN_SPACE)
ANY_MARKS = PASSWORD_MARKS + TOKEN_MARKS

GAP = rb"(?:[ \t]|\\{1,3}t)"
"""A space or a tab, which JSON escapes."""
EQUALS = rb"(?:=>|[=:])" + GAP + rb"{0,2}"
"""Between a name and its value."""

ANY_EQUALS = rb"(?:=>|:{1,3}=|[=:])" + GAP + rb"{0,2}"
"""The same, also as languages of programs and of builds assign it."""

# After a space.
_SPACED_EQUALS = rb"(?:=>|:{1,3}=|[?+|]{1,2}=|[=:])" + GAP + rb"{0,2}"

CLOSING = rb"(?:[\\\"'\])][\\\"' \])]{0,5}|[ ]{1,4})"
"""Between the name and the equals sign: the closing quote, escaped or not, brackets, or spaces."""

ENCODED_QUOTE = (
    rb"(?:%(?:25){0,2}2[27]"  # URLs, also within each other
    rb"|&(?:quot|apos|\#0{0,2}3[49]|\#[xX]2[27]);"  # HTML
    rb"|\\{1,7}u002[27])"  # careful JSON
)
"""A quote in any spelling but that of JSON."""

_LIST = rb"(?:[\[(]|\[\]string\{)?"
OPENING = _LIST + rb"(?:\\{0,3}[\"'])?"
"""Between the equals sign and the value: a list's bracket, a quote, escaped or not."""

ASSIGNED = EQUALS + OPENING
ASSIGNED_AFTER_QUOTE = CLOSING + EQUALS + OPENING
"""From a bare name or from a name in quotes to its value: `=`, `: `, `":"`, `\\":\\"`, `:["`.

Two expressions, and so two rules for one name: hyperscan takes three times as long to refuse a
choice right after the name.
"""

_ANY_OPENING = _LIST + rb"(?:\\{0,3}[\"'`]|" + ENCODED_QUOTE + rb")?"
ANY_ASSIGNED = ANY_EQUALS + _ANY_OPENING
ANY_ASSIGNED_AFTER_QUOTE = CLOSING + _SPACED_EQUALS + _ANY_OPENING
"""The same in more ways. For rules with prefilters: hyperscan compiles it slowly."""

ENCODED_EQUALS = (
    rb"(?:[:=]|=>"  # plain
    rb"|%(?:25){0,2}3[AaDd]"  # URLs
    rb"|&\#(?:6[01]|58|[xX]3[AaDd]);"  # HTML
    rb"|\\{1,7}u003[AaDd])"  # careful JSON
)
"""An equals sign or a colon in any spelling."""

COLOR = rb"(?:(?:\x1b|\\{1,3}u001[bB]|\\{1,3}x1[bB]|\\{1,3}033)?\[[0-9;]{0,8}m)"
"""What colors a terminal, also escaped, or without its first character, which some logs drop."""

OPAQUE = rb"[A-Za-z0-9._~+/=%-]"
"""A character of a token: those of base64, of its variant for URLs, and percent signs."""

LOOKS_RANDOM = (
    rb"(?="
    + OPAQUE
    + rb"{32}"  # long
    + rb"|[A-Za-z]{24}"  # no word
    + rb"|(?:[A-Z]*[a-z]+[A-Z]){3}"  # cases that change more often than words do
    + rb"|"
    + OPAQUE
    + rb"{0,31}[0-9])"  # or with a digit
)
"""At the start of a secret: not a word or a sentence."""

WORD_REST = rb"[\w-]*+"
"""The rest of a key of letters, digits, `_` and `-`."""

ENDS = rb"(?:[\s\"'`&<>,;)\]}\\|]|\Z)"
"""What comes after a value."""

NOT_A_PASSWORD = (
    rb"(?!(?:"
    + PLACEHOLDER
    + rb")"
    + ENDS  # and nothing more
    + rb"|"
    + CODE
    + rb"|"
    + SAID_BY_VALIDATION
    + rb")"
)
"""At the start of a secret: not what is written in place of a password."""

# Right after the name `secret` alone, in JSON or after an equals sign.
_SECRET = rb"(?:(?<=[\s{,(]secret=)|(?<=[\s\[{,(]\"secret\":\")|(?<=[\s{,(]\"secret\": \"))"
NOT_AN_OBJECT = (
    rb"(?!"
    + _SECRET
    # Its last word.
    + rb"(?:[a-z0-9]{1,32}-){1,6}(?:secrets?|connection|tls|creds|credentials?|certs?|config|auth)"
    + ENDS
    # A label of Prometheus, with the others up to the number.
    + rb"|(?<=[{,]secret=\")[a-z0-9.-]{1,64}\"(?:,[a-z_]{1,32}=\"[^\"\n]{0,64}\"){0,8}\} [0-9]"
    + rb")"
)
"""At the start of a secret: not the name of an object of Kubernetes that holds it."""

BOUNDARY = (
    rb"(?:(?<![A-Za-z0-9])"
    rb"|(?<=\\[nrtbfv0])"  # after an escape
    # After escapes of JSON, of programs, of URLs.
    rb"|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\x[0-9A-Fa-f]{2})|(?<=%[0-9A-Fa-f]{2})"
    # After a color: one, two, or three figures, or two pairs of them.
    rb"|(?<=\[[0-9]m)|(?<=\[[0-9]{2}m)|(?<=[0-9];[0-9]m)|(?<=[0-9];[0-9]{2}m)|(?<=;[0-9]{3}m)"
    rb"|(?<=\[m))"
)
"""No letter or digit comes before, but for those of an escape or of a color."""


def run_of(*choices: bytes, at_most: int = MAX_RUN) -> bytes:
    """Return an expression for a run of `choices`, of which matching never gives back a part.

    It is an atomic group, since Python before 3.11.5 matches a possessive repeat of a group wrongly
    (CPython issue 106052).
    """
    return b"(?>(?:" + b"|".join(choices) + b"){0,%d})" % at_most
