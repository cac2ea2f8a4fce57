"""Both values of comparisons and changes: what a secret was, what was expected, what it became."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_SPACE,
    TOKEN_MARK,
    TOKEN_SPACE,
)
from support_packet.redaction.expressions.looks_secret import LOOKS_LIKE_TOKEN
from support_packet.redaction.expressions.marks_after_names import SAID_PASSWORD
from support_packet.redaction.expressions.notation import DEEP_QUOTE, QUOTE
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_phrases import COMPARED

_OTHER = (
    # The next member, or a comma.
    rb"(?:\)?[,;:]? ?\(?|\)? )(?i:but )?"
    # What it is not, or what it should be.
    rb"(?i:(?:does not|doesn'?t|did not|didn'?t|do not|should|must)(?: match| equal| be)?(?: with)?"
    # What it is not, what was wanted.
    rb"|is not|isn'?t|want(?:ed|s)?|expect(?:ed|ing|s)?|have|had|got|gives?|actual|received|found"
    # With or without a verb.
    rb"|given|provided|instead of|vs\.?|versus|differs from|not equal to|!=+|<>|stored|computed)"
    # Which one, and a mark.
    rb"(?: (?:the )?(?i:expected|stored|actual|given|value|password|token|one|to be|was|is)){0,3}"
    rb"[:=]?[ ]?"
)
_NONE = (
    NO_STATE
    + NOT_A_PASSWORD
    # Not what kinds there are of passwords.
    + rb"(?!(?i:hash(?:ed)?|weak|strong|custom|bcrypt|scrypt|argon2\w{0,2}|sha-?[0-9]+|md5"
    # The same.
    + rb"|ldap|saml|never|old|new|web|console|admin|hint|here|there|another|test)(?![\w-]))"
)
# A text that may be a password, or any other.
_TEXT = (
    rb"(?:(?=[^\"'\\\n]{3,128}\\{0,7}[\"'])"  # up to the quote
    + _NONE
    + rb"([^\"'\\\n]{3,128})|[^\"'\\\n]{0,128})"  # a group, or not
)
# The same, if it looks random.
_RANDOM = rb"(?:(" + LOOKS_LIKE_TOKEN + rb"[A-Za-z0-9._~+/=-]{16,512})|[^\"'\\\s]{0,512})"

# From a name to the first value.
_FIRST = rb"\\{0,7}[\"']?\)?(?: ?[:=]{1,2} ?| )(?:(?i:expected|want|got|actual|was|is)[:=]?[ ])?"

# One of the values, and that a word or a sign comes next: what is said of it takes longer.
_AND_MORE = rb"(?=\\{0,7}[\"'][^\"'\\\n]{0,512}\\{0,7}[\"'](?:\)?[,;:]? ?\(?|\)? )[A-Za-z!<])"

_compared = partial(NextLinesRule, effort=5, kind="password", within_line=True)

_WORD = (
    _NONE
    # One word.
    + rb"([^\s\"'`\\,;<>(){}\[\]]{3,64}[^\s\"'`\\,;<>(){}\[\].!])"
)

RULES = (
    _compared(
        id="compared-passwords",
        finds="Both passwords in quotes that a program or a test has compared",
        detector=(PASSWORD_MARK, PASSWORD_SPACE),
        trigger=COMPARED + _FIRST + _AND_MORE,
        then=DEEP_QUOTE + _TEXT + DEEP_QUOTE + _OTHER + DEEP_QUOTE + _TEXT + DEEP_QUOTE,
        examples=(
            "password '«barschel»' does not match expected '«flunder»'",
            'password: expected "«two nests»", got "«Kettle-9»" passwd = "" want "«flunder»"',
        ),
        counter_examples=(
            'password "" does not match expected "required"',
            'the password type "hash" does not match expected "argon2"',
        ),
    ),
    _compared(
        id="compared-tokens",
        kind="token",
        finds="Both tokens in quotes that a program or a test has compared",
        detector=(TOKEN_MARK, TOKEN_SPACE, PASSWORD_MARK, PASSWORD_SPACE),
        trigger=ANY_NAME + _FIRST + _AND_MORE,
        then=_AND_MORE
        + DEEP_QUOTE
        + _RANDOM
        + DEEP_QUOTE
        + _OTHER
        + DEEP_QUOTE
        + _RANDOM
        + DEEP_QUOTE,
        examples=(
            'got token "«a9gkrhh96hyh4tdxzzq15c5ftr»", want "«o4niw95kqj8qtz5m7yyod6cxhm»"',
            'api key: "" != "«aB3dE5gH7jK9mN1paB3dE5»"',
        ),
        counter_examples=(
            'unexpected token "export", expected "function"',
            'token "}" expected "]" but got "end-of-the-document"',
        ),
    ),
    _compared(
        id="changed-passwords",
        finds="Both passwords of any word of a change from one to the other",
        detector=(SAID_PASSWORD,),
        trigger=COMPARED
        # What was done.
        + rb" (?i:(?:was|has been|is) )?(?i:changed|updated|reset|rotated|replaced|set) (?i:from )",
        then=QUOTE
        + _WORD
        + QUOTE
        + rb" (?i:to|with|by) "
        + QUOTE
        + _WORD
        # The end, or whose it is.
        + rb"(?=[.!]?\\{0,3}[\"']?(?:\s*(?:\n|\Z|\\)|[,;]| (?:for|by|on) |[\"'}]))",
        examples=(
            "password changed from «lachs» to «zander»\n",
            "db password was updated from '«Lachs-7»' to '«Zander-8»' by joe\n",
        ),
        counter_examples=(
            "password changed from default to custom\n",
            "password changed from plain to bcrypt, password reset from web to be sure of it\n",
        ),
    ),
)
