"""Passwords of several words, and such as look like placeholders."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    PASSWORD_MARK,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    PASSWORD_SPACE,
    SHORT_MARK,
    SHORT_SPACE,
    run_of,
)
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import Text, text_expression

_WORD = rb"[^\s\"'&<>\\,;=:)\]}]"
_MORE_WORDS = (
    rb" (?![\w.-]{1,64}[=:])"  # but not the next name and its value
    rb"[^\s\"'\\,;)\]}=#]++"
)
# In quotes, escaped or not, or in none.
_ASSIGNED = rb"[\"']?(?:[ ]?=[ ]?|:[ ]?)\\{0,3}[\"']?"

_in_groups = partial(
    Rule,
    kind="password",
    # Four groups.
    secret_start=rb"[a-z]{4} [a-z]{4} [a-z]{4} [a-z]{4}",
    suffix=rb"(?:[\"'\\,;]|\r?\n)",
    exact_start=True,
)

RULES = (
    Rule(
        id="password-of-words",
        kind="password",
        finds="A password of several words, up to the end of the line or the next name",
        prefix=PASSWORD_NAME + rb"(?:=|:[ ]| = )",
        lookahead=(
            # A number and words, the first of them with a capital.
            rb"(?=[0-9]{1,6} [A-Z][a-z]+(?: [A-Za-z]+)"
            # Or with the number at the end.
            rb"|[A-Z][a-z]+(?: [A-Za-z]+){1,5} [0-9]{1,6}(?:[\r\n\"',;]|\\|\Z))"
        ),
        secret_start=rb"[0-9A-Z]",
        secret_rest=run_of(_WORD + rb"++", _MORE_WORDS, at_most=12),
        prefilters=PASSWORD_MARKS,
        ends=b"=:",
        exact_start=True,
        examples=(
            'Environment="BIND_PASSWORD=«26 Timber Desert Island»"',
            "smtp_password: «41 Trees Beside the River»\n",
            "bind_password: «41 Trees Beside River», server: x",
        ),
        counter_examples=(
            "password: 8 to 64 characters",
            "secret: Brave falcon updated, password: Two words",
        ),
    ),
    Rule(
        id="password-of-words-assigned",
        kind="password",
        finds="A password of several words after ` = `, up to the end of the line",
        prefix=PASSWORD_NAME + rb" = ",
        lookahead=(
            # Words, to the end of the line; no command of PowerShell with its options.
            rb"(?![A-Z][a-z]+-[A-Z][A-Za-z]+ )(?=[\w!.-]{1,64}"
            # Not the next name.
            rb"(?: (?![\w.-]{1,64}[ ]?=)[\w!.-]{1,64}){1,8}(?:[\r\n]|\\n|\Z))"
        ),
        secret_start=_WORD,
        secret_rest=run_of(_WORD + rb"++", _MORE_WORDS, at_most=20),
        prefilters=(PASSWORD_SPACE,),
        ends=b"=",
        exact_start=True,
        examples=(
            "bind_password = «trees beside the river»\n",
            "bind_password = «valid trees beside the river»\n",
            "ldap_default_authtok = «40 Trees Beside the River»",
        ),
        counter_examples=(
            "password = $1, secret = ? WHERE id = 5",
            "$password = Read-Host -AsSecureString",
            "the password =  is empty",
        ),
    ),
    Rule(
        id="password-of-words-after-space",
        kind="password",
        finds="A password of several words after `password `",
        prefix=PASSWORD_NAME + rb" \\{0,3}[\"']?",
        secret_start=rb"[0-9]{1,6} [A-Z][a-z]",
        secret_rest=rb"[a-z]*+" + run_of(rb" [A-Z][a-z]++", at_most=12),
        prefilters=(PASSWORD_SPACE,),
        ends=b"\"'\\0123456789",
        exact_start=True,
        examples=(
            "password «42 Trees River Stone» rejected for bob",
            "wrong password '«42 Trees River»'",
        ),
        counter_examples=("password 42 characters", "secret 7 of 9"),
    ),
    Rule(
        id="password-in-brackets",
        kind="password",
        finds="A password that looks like a placeholder, but for its digits",
        prefix=PASSWORD_NAME + rb":[ ]",
        lookahead=rb"(?=<[^\s<>]{0,64}[0-9])",
        secret_start=rb"<[^\s<>\"'\\&/]{6,64}",
        suffix=rb">",
        prefilters=(PASSWORD_MARK,),
        ends=b":",
        exact_start=True,
        examples=("password: «<2G3IZUbec»>", "secret: «<aB3xyz91»>, x: 1"),
        counter_examples=("password: <password>", "password: <your password 1>"),
    ),
    _in_groups(
        id="password-in-groups-of-four",
        finds="A password for an application, as Google shows it: four groups of four letters",
        prefix=PASSWORD_NAME + _ASSIGNED,
        prefilters=PASSWORD_MARKS,
        ends=b"=:\"'",
        ends_after_space=b"=",
        examples=(
            "SMTP password: «utfv dyim hrrt bcoq»\n",
            'secret = "«utfv dyim hrrt bcoq»"',
        ),
        counter_examples=(
            "the password must have ends with more",
            "password: this must have that thing too",
        ),
    ),
    _in_groups(
        id="short-name-with-groups-of-four",
        finds="The same after `pass` and `pwd`",
        prefix=b"(?i:" + text_expression(Text.SHORT_NAME) + b")" + _ASSIGNED,
        prefilters=(SHORT_MARK, SHORT_SPACE),
        ends=b"=:\"'",
        ends_after_space=b"=",
        examples=(
            "auth: { user: 'x@gmail.com', pass: '«utfv dyim hrrt bcoq»' }",
            'SMTP_PASS="«utfv dyim hrrt bcoq»"',
        ),
        counter_examples=("pass: 'this must have that thing too'", "pass = that is true"),
    ),
)
