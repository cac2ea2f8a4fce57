"""Passwords after the abbreviations `pwd` and `PASS`, if they look like one.

Not `pass`, with which every `password` begins, and not every way to assign: to refuse those takes
a third longer.
"""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    COLOR,
    NOT_A_PASSWORD,
    SHORT_MARK,
)
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import Text, text_expression

_NAME = b"(?i:" + text_expression(Text.SHORT_NAME) + b")"
_START = rb"[^\s\"'&<>\\,;()\[\]{}/]"
"""Not a path either: `PWD` is also where a shell is."""

_START_OF_BASE64 = (
    # Long, with a digit and a capital, which paths seldom have.
    rb"(?=[A-Za-z0-9+/]{32})(?=[a-z0-9+/]{0,16}[A-Z])(?=[A-Za-z+/]{0,24}[0-9])[A-Za-z0-9+]{1,5}/"
)

_NO_RESULT = rb"(?!Test|[0-9.]+(?:[a-z]{1,3}|%)?(?:[\s,;)]|\Z))"
"""`PASS` is also what comes of a test, with its name or how long it took."""

_VALUE_WITH_A_SIGN = (
    rb"(?=[^\s\"'&<>\\,;)\]}]{0,64}"  # within the value
    rb"[^A-Za-z\s\"'&<>\\,;)\]}_.:])"  # a character that words do not have
)
_short_name = partial(
    Rule,
    kind="password",
    word_boundary=True,
    lookahead=_VALUE_WITH_A_SIGN + _NO_RESULT + NOT_A_PASSWORD,
    secret_start=rb"(?:" + _START + rb"{6}|" + _START_OF_BASE64 + rb")",
    secret_rest=rb"[^\s\"'&<>\\,;)\]}]*+",
)
"""The rule for a value after a short name and one way to assign."""

RULES = (
    _short_name(
        id="short-name-assigned",
        finds="A password after `pwd` or `PASS`, written with `=`",
        prefix=_NAME + rb"=",
        prefilters=(SHORT_MARK,),
        ends=b"=",
        exact_start=True,
        examples=(
            "MYSQL_PWD=«abc1234» mysqldump, repo1-cipher-pass=«ubJx/78cxfN46ZNzOZ2PWSrl8OUiKtKn7»",
            "user=mm SMTP_PASS=«abc-def» host=x",
        ),
        counter_examples=(
            "PWD=/opt/mattermost-5.38.0 HOME=/root",
            "pass=12/20 bypass=123456 PASS=a1b2",
        ),
    ),
    _short_name(
        id="short-name-in-color",
        finds="A password after `pwd` or `PASS`, in the colors of a terminal",
        prefix=_NAME + COLOR + rb"=",
        prefilters=(SHORT_MARK,),
        ends=b"\x1b\\[",
        exact_start=True,
        examples=("\x1b[31mpwd\x1b[0m=«abc1234» x", "\x1b[31mSMTP_PASS\x1b[0m=«s3cret!»"),
        counter_examples=("\x1b[31mpass\x1b[0m=12/20", "\x1b[31mPWD\x1b[0m=/opt/mm-5.38.0"),
    ),
    _short_name(
        id="short-name-in-yaml-in-quotes",
        finds='A password after `pwd` or `PASS`, written with `: "`, and in scripts with `:"`',
        prefix=_NAME + rb":[ ]?\\{0,3}[\"']",
        prefilters=(SHORT_MARK,),
        ends=b":",
        exact_start=True,
        examples=('  pw: "«Lantern!Violin!90»"\n', 'createUser({user:"mm",pwd:"«Desert-54»"})'),
        counter_examples=('pwd: "/opt/mattermost-5.38.0"', "pass: 'required'"),
    ),
)
