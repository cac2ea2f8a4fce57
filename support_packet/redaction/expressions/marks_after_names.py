"""Names with a mark, a word or a space after them that few programs write: see `fragments`."""

from support_packet.redaction.expressions.fragments import (
    PASSWORD_MARK,
    PASSWORD_SPACE,
    SHORT_SPACE,
    TOKEN_ENDS,
    TOKEN_MARK,
    TOKEN_SPACE,
)
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.said_values import STATES_AND_CHANGES, WHOSE
from support_packet.secret_names import Text, spelled_out, text_expression
from support_packet.secret_words import SHORT_IN_CAMEL_CASE, SHORT_WORD

_OWNERS = (
    *(rb"db|pg|mm", rb"sql|svc|bot|ftp|ssh", rb"admin|redis|mysql"),
    # Of four letters.
    rb"bind|smtp|ldap|mail|user|root",
)
"""Whose password it may be, of one length each."""

SHORT_NAME = (
    rb"(?:(?<![A-Za-z0-9])"  # a word
    + SHORT_WORD
    + rb"|(?<=[a-z0-9])"
    + SHORT_IN_CAMEL_CASE
    + rb"|(?:"
    + rb"|".join(rb"(?<=(?i:" + names + rb"))" for names in _OWNERS)
    + rb")"
    + SHORT_WORD
    + rb")"
)
"""A short name of a password, which is not part of another word."""

SHORT_NAME_OF_VARIABLE = (
    # Not `$PWD`, nor `OLDPWD`.
    b"(?:(?i:" + text_expression(Text.SHORT_NAME) + rb")(?<![^A-Za-z0-9_]PWD)(?<!OLDPWD))"
)
"""A short name at the end of that of a variable: not the folder that a shell is in, or was in."""

# Those of both.
_NEXT = rb"\"'\\\[\])<>%&\x1b=:,;(`|\t\r\n/\xe2"
# A space and a mark.
NEXT_MARK = rb"(?=[" + _NEXT + rb"{^#-]| [ =:\"'(\\|`<\[\xe2&%-])"
NEXT_SHORT_MARK = rb"(?!=[A-Za-z0-9])(?=[" + _NEXT + rb"-]| [ =:|\"'`\\&%\xe2-])"
"""After a name: one of the marks that are looked for with all names, or with the short ones."""

RARE_MARK = (
    # Not what the rules for named passwords and tokens find, as nearly all logs write it.
    rb"(?!=[A-Za-z0-9]|: ?(?![Ss]tr|varchar|text)[A-Za-z0-9]|\\{0,3}\":[ ]?\\{0,3}\"[A-Za-z0-9])"
    + NEXT_MARK
)
"""The same, but for the usual ones."""

MAYBE_RARE_MARK = (
    # Not what is among the usual ones for sure.
    rb"(?!=[A-Za-z0-9]|: ?(?![SsTtVv])[A-Za-z0-9]|\":[ ]?\"[A-Za-z0-9])"
    # The mark.
    + NEXT_MARK
)
"""What five bytes say of that."""

_PASSWORDS = b"(?i:" + spelled_out(Text.PASSWORD) + b")"
_EACH_PASSWORD = any_case(spelled_out(Text.PASSWORD).split(b"|"))
_SHORT = b"(?i:" + spelled_out(Text.SHORT_NAME) + b")"
_EACH_SHORT = any_case(spelled_out(Text.SHORT_NAME).split(b"|"))

_MARK = rb"[,;(`|\t{/\xe2^#-]"
_SPACE = rb" [`<\[\xe2&%-]"
_SAID = rb" (?i:" + b"|".join((*STATES_AND_CHANGES, *WHOSE)) + rb")"

OTHER_PASSWORD_MARK = one_by_one(_EACH_PASSWORD, _MARK)
OTHER_PASSWORD_SPACE = _PASSWORDS + rb" [|`<\[\xe2&%-]"
OTHER_TOKEN_MARK = one_by_one(TOKEN_ENDS, _MARK)
OTHER_TOKEN_SPACE = one_by_one(TOKEN_ENDS, _SPACE)
OTHER_SHORT_MARK = one_by_one(_EACH_SHORT, rb"[<>)\]|,;(\t\r\n`/\xe2-]")
OTHER_SHORT_SPACE = _SHORT + rb" [ :|\"'`\\&%\xe2-]"
"""Names and the first marks after them that are not among those of `fragments`."""

NEXT_MARK_OR_WORD = rb"(?:" + NEXT_MARK + rb"|(?=" + _SAID + rb"))"
"""After a name: a mark, or the first word of what is said of it."""

SAID_PASSWORD = one_by_one(_EACH_PASSWORD, _SAID)
SAID_SHORT = one_by_one(_EACH_SHORT, _SAID)
SAID_TOKEN = one_by_one(TOKEN_ENDS, _SAID)
"""Names and the first word of what is said of them."""

OTHER_PASSWORD_MARKS = (OTHER_PASSWORD_MARK, OTHER_PASSWORD_SPACE)
OTHER_TOKEN_MARKS = (OTHER_TOKEN_MARK, OTHER_TOKEN_SPACE)
OTHER_SHORT_MARKS = (OTHER_SHORT_MARK, OTHER_SHORT_SPACE)
OTHER_MARKS = OTHER_PASSWORD_MARKS + OTHER_TOKEN_MARKS
AUTHORIZATION_MARKS = (
    rb"(?i:authorization)[=:\\\"'\])]",  # right after it
    rb"(?i:authorization)[ ]{1,4}[=:]",  # after spaces
)
"""The header with what comes next, for all rules that begin so: one hit for each header."""

MARKS = (PASSWORD_MARK, TOKEN_MARK, OTHER_PASSWORD_MARK, OTHER_TOKEN_MARK)
SPACES = (PASSWORD_SPACE, TOKEN_SPACE, SHORT_SPACE, OTHER_PASSWORD_SPACE, OTHER_TOKEN_SPACE)
"""All detectors that end one byte after the name, or two."""
