"""Passwords after short names that another word is part of: `PGPASS`, `dbpwd`; and by `;Pwd=`."""

from support_packet.redaction.rules.fragments import NOT_A_PASSWORD, SHORT_MARK, SHORT_SPACE
from support_packet.redaction.rules.notation import QUOTE, SIGN_AND_LETTER
from support_packet.redaction.rules.rule import Rule
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
        id="password-in-connection-string",
        kind="password",
        finds="A password with any sign between the semicolons of .NET's connection strings",
        # After another setting.
        prefix=rb";[ ]?(?i:pwd|password) ?= ?",
        # As far as a semicolon.
        lookahead=NOT_A_PASSWORD + rb"(?=[^;\"\n\\]{4,128};)",
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
