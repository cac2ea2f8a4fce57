"""Rows of tables with secrets: in dumps, in tables of clients.

Which column is the secret an expression cannot count, so every value that looks like a token is
masked, as in `statements`.
"""

from support_packet.redaction.expressions.fragments import END_OF_LINE
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.tables_of_secrets import (
    NAME_IN_ROW,
    STATEMENT,
    TABLE,
    TOKEN,
)
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

_HEAD = rb"(?:\| (?i:token|inviteid)[ ]{0,40}\r?\n|(?i:token|inviteid)[ ]{1,40}\| [a-z])"
"""In the middle of the names of the columns, or at their end."""

# Atomic: what is not as expected is refused at once.
_FIELD = rb"(?>(" + TOKEN + rb")[ ]{0,64}(?=[|\n])|[^|\n]{0,128})"
_ROW = rb"[| ]{0,3}" + _FIELD + (rb"(?>(?:\|[ ]?" + _FIELD + rb")?)") * 3 + rb"[^\n]*+"
# Other columns.
_COLUMN = rb"(?>(" + TOKEN + rb")(?=[\t\r\n]|\Z)|[^\t\n]{0,256})"
_COLUMNS = _COLUMN + (rb"(?>(?:\t" + _COLUMN + rb")?)") * 5

RULES = (
    NextLinesRule(
        id="rows-of-dump",
        kind="token",
        finds="Values that look like tokens in the first rows of a dump of a table with secrets",
        detector=STATEMENT[:1],
        within_line=True,
        trigger=rb"(?i:copy) (?:public\.)?" + TABLE,
        needs=b"stdin",
        # Six columns of two rows.
        then=rb"[^\n]{0,512}stdin;\r?\n" + _COLUMNS + rb"(?>(?:[^\n]*+\n" + _COLUMNS + rb")?)",
        examples=(
            "COPY public.sessions (id, token) FROM stdin;\n5\t«y1ndrfg8ejkmcpqxot1uwisza3»\t0\n",
            "COPY tokens (token, x) FROM stdin;\n«y1ndrfg8ejkmcpqx»\t1\n«a1b2c3d4e5f6g7h8»\t2\n",
        ),
        counter_examples=(
            "COPY public.posts (id, x) FROM stdin;\ny1ndrfg8ejkmcpqxot1uwisza3\t0\n",
            "COPY public.sessions (id, token) FROM stdin;\n\\.\n",
        ),
    ),
    NextLinesRule(
        id="rows-of-client",
        kind="token",
        finds="Values that look like tokens in the first rows that PostgreSQL's client prints",
        detector=(NAME_IN_ROW, rb"\| (?i:token|inviteid)"),
        within_line=True,
        trigger=_HEAD,
        needs=b"-+-",
        # The ruler, and two rows.
        then=rb"(?>[^-\n][^\n]{0,512}\n|\r?\n)?[ ]?[-+]{4,512}+[ ]*\r?\n"
        + _ROW
        + rb"(?>(?:\n"
        + _ROW
        + rb")?)",
        examples=(
            " id | token | x\n----+-------+---\n 5  | «y1ndrfg8ejkmcpqxot1uwisza3» | 0\n",
            " id | token\n----+-------\n 5  | «y1ndrfg8ejkmcpqx»\n 6  | «a1b2c3d4e5f6g7h8»\n",
        ),
        counter_examples=(
            " id | name  | x\n----+-------+---\n 5  | y1ndrfg8ejkmcpqxot1uwisza3 | 0\n",
            " id | token | x\n----+-------+---\n(0 rows)\n",
        ),
    ),
    NextLinesRule(
        id="elastic-password-on-next-line",
        kind="password",
        finds="The password that Elasticsearch prints when it is started for the first time",
        # The beginning of the sentence.
        detector=(rb"Password for the [a-z_]{4,32} user ",),
        # The sentence.
        trigger=rb"Password for the [a-z_]{4,32} user [^\n]{0,128}:" + END_OF_LINE,
        within_line=True,
        then=rb"[ \t]{1,8}([^\s]{8,})",
        examples=(
            "Password for the elastic user (reset with `x`):\n  «ox38b1Xr5Qw2VVwtI3M*»\n",
            "Password for the kibana_system user (x):\n\t«hunter-blue»\n",
        ),
        counter_examples=(
            "Password for the elastic user (x):\n\n",
            "Password for the elastic user is set.\n  as-it-was-before\n",
        ),
    ),
    LineRule(
        id="parameters-of-entity-framework",
        kind="password",
        finds="Values bound to a statement that look like passwords or tokens, as .NET logs them",
        trigger=(rb"\[Parameters=\[@",),
        # The list of parameters.
        end=rb"\], CommandType|\n",
        secret=(
            # A digit and a sign, or random.
            rb"='((?:(?=[^'\s]{0,64}[0-9])(?=[^'\s]{0,64}[!#$%^&*?])|" + LOOKS_MIXED + rb")"
            rb"[^'\s\"\\]{6,})'"
        ),
        examples=(
            "[Parameters=[@p0='zofia' (Size = 64), @p1='«Walnut39!»' (Size = 64)], CommandType='x'",
            "(4ms) [Parameters=[@__t_0='«k3h5x9w1Qf7tBn8y»'], CommandType='Text'",
        ),
        counter_examples=(
            "[Parameters=[@p0='2026-11-28T10:11:12', @p1='y1ndrfg8ejkmcpqxot1uwisza3'], x",
            "[Parameters=[@p0='?' (DbType = Int32)], CommandType='Text', CommandTimeout='30']",
        ),
    ),
)
