"""Passwords in quotes that other rules take for more than one value: with spaces, with any sign."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_NAME,
    PASSWORD_SPACE,
    SHORT_MARK,
    SHORT_SPACE,
    run_of,
)
from support_packet.redaction.expressions.marks_after_names import OTHER_SHORT_SPACE, SHORT_NAME
from support_packet.redaction.expressions.notation import QUOTE
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.sentences_of_other_languages import NO_SENTENCE
from support_packet.redaction.expressions.states_in_other_languages import NO_FOREIGN_STATE
from support_packet.redaction.expressions.words_as_passwords import NO_LABEL
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import OPTIONS, SHORT_IN_CAMEL_CASE, SHORT_WORD

_WORDS = (
    # Two or more, the first of them with a capital, and a digit in one of them.
    rb"(?=[A-Z][a-z]{2,24}[ ])(?=[^\"'\\\n]{6,64})(?=[^\"'\\\n0-9]{0,64}[0-9])"
    # No sentence.
    rb"(?![^\"'\\\n]{0,64} (?:is|are|must|not|of|was|has|should|to|for)[ ])"
)
_ONE_WORD = (
    # With a sign or a digit, up to the quote.
    rb"(?=(?:[^\s\"'\\]|\\{1,7}+[^\s\"']){5,64}\\{0,7}[\"'])(?=[^\s\"']{0,64}[0-9!#$%^&*<>,;+=@])"
    # With a letter.
    rb"(?=[^\sA-Za-z]{0,64}[A-Za-z])"
    # No path, no address, no word with a number, and not a document.
    rb"(?!/|[a-z]{2,8}://|[A-Za-z]+[-_.]?[0-9]{0,3}\\{0,7}[\"']|[\[{(<])"
)

# Long ones, and that of a program that has no other.
_OPTION = rb"(?:-(?=-)[a-z.-]{0,25}" + OPTIONS + rb"|sshpass -p)"
_in_quotes = partial(
    Rule,
    kind="password",
    secret_start=rb"[^\"'\\\n]{4}",
    secret_rest=run_of(rb"[^\"'\\\n]++", rb"\\{1,7}+[^\"'\n]"),
    exact_start=True,
)

_OWNED = rb"(?:(?<=[a-z0-9])" + SHORT_IN_CAMEL_CASE + rb")"
_ANY_WORDS = (
    # No path, no address, no number, no variable.
    rb"(?!/|[.~]/|[a-z]{2,8}://|[0-9.:%]+\\{0,7}[\"']|[\[{(<$%@])(?=[^\"'\\\n]{4,64}\\{0,7}[\"'])"
)

RULES = (
    _in_quotes(
        id="words-after-name-of-owner",
        finds="A password of any words in quotes after names such as `smtpPass`, or in Perl",
        prefix=rb"(?:"
        + _OWNED
        + QUOTE
        # How it is assigned, also to the short name alone.
        + rb"\]? ?(?:[:=]|=>|:=) ?|(?<=[\"'])"
        + SHORT_WORD
        # In Perl.
        + rb"\\{0,7}[\"']\]? ?=> ?)\\{0,7}[\"']",
        effort=30,
        effort_of_head=20,
        lookahead=_ANY_WORDS
        + NO_LABEL
        + NO_STATE
        + NO_FOREIGN_STATE
        + NOT_A_PASSWORD
        + NO_SENTENCE,
        prefilters=(SHORT_MARK, SHORT_SPACE, OTHER_SHORT_SPACE),
        examples=(
            '{"dbPass":"«kohlmeise»"} $mmDbPass = \'«seeigel»\'; smtpPass: "«two nests»"',
            "$VAR1 = { 'pass' => '«perlmutt»', 'user' => 'mm' };",
        ),
        counter_examples=(
            '{"by_pass":"never","dbPass":""} ski_pass="three days" oldPwd=\'/opt/mattermost\'',
            "db_pass=\"$DB_PASS\" smtp_pass: 'required' 'pass' => 'true'",
        ),
    ),
    _in_quotes(
        id="short-name-with-quotes",
        finds="A password in quotes with any signs, or of several words, after `pwd` and `pass`",
        # Any way to assign it.
        prefix=SHORT_NAME + QUOTE + rb" ?(?:[:=]|=>) ?\\{0,7}[\"']",
        lookahead=NOT_A_PASSWORD + rb"(?:" + _ONE_WORD + rb"|" + _WORDS + rb")",
        prefilters=(SHORT_MARK, SHORT_SPACE, OTHER_SHORT_SPACE),
        examples=(
            "PASS='«Owl&Moon8»'   # to be moved\nDB_PWD : \"«a,b;c<d>9»\"",
            'Auth { user: "bob", pass: "«Nest\\\\8»", x: 1 }',
            '{"user":"mm","pass":"«Copper roof 9»"} smtp_pass: "«Owl&Moon8»"',
        ),
        counter_examples=(
            'pass="Step 9 of 12 is done" pwd="/opt/mattermost & more1"',
            "pass='required' PASS: \"Login works\" pass: '12/20'",
        ),
    ),
    _in_quotes(
        id="words-in-option",
        finds="A password of several words in quotes, as an option of a command",
        prefix=_OPTION + rb"[ =]\\{0,3}[\"']",
        # Up to the quote.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\s\"'\\]{1,64} [^\"'\\\n]{1,128}\\{0,3}[\"'])",
        prefilters=(rb"(?:-[a-z.-]{0,25}" + OPTIONS + rb"|sshpass -p)[ =]",),
        examples=(
            "cmd --password '«Copper roof»' ssh bob@x",
            'cmd --db-pass "«copper in town»" --x',
        ),
        counter_examples=(
            "cmd --password 'is required' --x",
            "cmd --password-file 'x y'",
        ),
    ),
    _in_quotes(
        id="words-in-quotes-after-space",
        finds="A password of several words in quotes, after its name and a space",
        # Not the name of a network.
        prefix=PASSWORD_NAME + rb"(?<!wpa_passphrase) \\{0,7}[\"']",
        lookahead=NOT_A_PASSWORD + _WORDS,
        prefilters=(PASSWORD_SPACE,),
        ends=b"\"'\\",
        examples=(
            'wrong password "«Copper roof 9»" for bob',
            '>>> \'masterauth "«Robin 44 in Park»\'\nwith Cleartext-Password "«Copper E5»"',
        ),
        counter_examples=(
            'password "Field 2 is required"',
            'the password "Copper roof" secret "8 to 64 characters"',
        ),
    ),
)
