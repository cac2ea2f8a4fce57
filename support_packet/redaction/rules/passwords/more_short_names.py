"""Passwords after short names that another word is part of: `PGPASS`, `dbpwd`; and by `;Pwd=`."""

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    SHORT_MARK,
    SHORT_SPACE,
    run_of,
)
from support_packet.redaction.expressions.looks_secret import (
    LOOKS_LIKE_PASSWORD,
    LOOSE_REST,
    PASSWORD_START,
)
from support_packet.redaction.expressions.marks_after_names import SHORT_NAME
from support_packet.redaction.expressions.notation import QUOTE, SIGN_AND_LETTER
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_names import Text, text_expression

_OWNERS = (
    rb"db|pg|mm",
    rb"sql|svc|bot|ftp|ssh",
    # Of four letters.
    rb"smtp|mail|ldap|bind|user|root",
    rb"admin|redis",
)
# Names of one length each, with no letter or digit before them.
_OWNED = rb"|".join(rb"(?<=(?:%b))(?<![A-Za-z0-9](?:%b))" % (names, names) for names in _OWNERS)

RULES = (
    Rule(
        id="short-name-of-owner",
        kind="password",
        finds="A password after names such as `PGPASS` and `dbpwd`",
        prefix=rb"(?i:(?:"
        + _OWNED
        + rb")(?:"
        + text_expression(Text.SHORT_NAME)
        + rb"))"
        + QUOTE
        + rb"(?: ?= ?|: ?)"
        + QUOTE,
        lookahead=SIGN_AND_LETTER + rb"(?!/)" + NOT_A_PASSWORD,  # no path
        secret_start=rb"[^\s\"'&<>\\,;()\[\]{}]{6}",
        secret_rest=rb"[^\s\"'&<>\\,;)\]}]*+",
        prefilters=(SHORT_MARK, SHORT_SPACE),
        ends=b"=:\"'\\",
        exact_start=True,
        examples=("PGPASS=«hunter2X» psql", '{"dbpw": "«hunter2X»"}'),
        counter_examples=("dbpass=required", "dbpw: /run/secrets/x12 sqlpass=$1"),
    ),
    Rule(
        id="short-name-set-to",
        kind="password",
        finds="A password with a digit and a sign after `pwd to` and the like, in a sentence",
        prefix=SHORT_NAME + rb" to \\{0,3}[\"'`]?",
        # No address, no path.
        lookahead=LOOKS_LIKE_PASSWORD
        # A digit, a sign.
        + rb"(?=[^\s\"'`]{0,48}[0-9])(?=[^\s\"'`]{0,48}[!#$%^*?~])(?![^\s]{0,64}[@/])",
        secret_start=PASSWORD_START,
        secret_rest=LOOSE_REST,
        prefilters=(b"(?i:" + text_expression(Text.SHORT_NAME) + rb") to [^\s]",),
        exact_start=True,
        examples=(
            "I set the pwd to «IXPm.8DqfNfN9?Q», try again",
            "changed db pass to '«Kettle#7x»' and pw to «Nest!7-magpie»",
        ),
        counter_examples=(
            "pass to user12@example.com! pass to /opt/x#1, pwd to Required1",
            "bypass to IXPm.8DqfNfN9?Q, passes to x",
        ),
    ),
    Rule(
        id="password-in-braces",
        kind="password",
        finds="A password in braces, as ODBC and JDBC write one with semicolons",
        # After another setting, too.
        prefix=rb";[ ]?(?i:pwd|password) ?= ?\{",
        lookahead=NOT_A_PASSWORD + rb"(?![0-9]\})",
        secret_start=rb"[^\"}\n]|\}\}",
        # Two braces are one of the password.
        secret_rest=run_of(rb"[^\"}\n]++", rb"\}\}") + rb"(?=\}(?:[;\"'<\s\\]|\Z))",
        prefilters=(rb";[ ]?(?i:pwd|password) ?=",),
        exact_start=True,
        examples=(
            "jdbc:sqlserver://db;user=mm;password={«n}}st;m 9»};encrypt=true",
            'Driver={ODBC Driver 18};Uid=mm;Pwd={«magpie;nest»}"',
        ),
        counter_examples=("Server=db;Pwd={{ .password }};", "Server=db; Password=required x"),
    ),
    Rule(
        id="password-in-connection-string",
        kind="password",
        finds="A password with any sign between the semicolons of .NET's connection strings",
        # After another setting.
        prefix=rb";[ ]?(?i:pwd|password) ?= ?",
        # As far as a semicolon.
        lookahead=NOT_A_PASSWORD + rb"(?=[^;\"\n\\]{4,128};)(?!\{\*{4}|/[\w./-]* ;)",
        secret_start=rb"[^\s\"'\\;]",
        secret_rest=rb"[^\s\"\\;]*+",
        prefilters=(rb";[ ]?(?i:pwd|password) ?=",),
        exact_start=True,
        examples=(
            "Server=db;User ID=mm;Pwd=«a>b<c&d'e»;Encrypt=true",
            '"Data Source=db;Password=«hunter>X»;"',
        ),
        counter_examples=("Server=db;Pwd=;", "Server=db;Password=********;"),
    ),
)
