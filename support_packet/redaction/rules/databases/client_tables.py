"""Columns of secrets in tables that clients of databases print.

Where others are next to it, an expression cannot count which field is below a name: there every
value that looks like a token is masked, as in `rows`.
"""

from support_packet.redaction.expressions.fragments import ANY_MARKS, ANY_NAME
from support_packet.redaction.expressions.tables_of_secrets import NAME_IN_ROW, TOKEN
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# As PostgreSQL, MySQL and SQLite draw it: the last is that of Unicode.
_BAR = rb"(?:\||\xe2\x94\x82)"
# The line below the names.
_RULER = rb"(?:[ ]{0,8}[-+|]{4,512}|\xe2\x94[\x80-\xbf\xe2]{4,1024})[ ]*\r?\n"

# What is between the first bytes of it, or the end of what has been read so far.
_BEFORE_RULER = rb"(?=[ ]{0,8}[-+|]{3}|\xe2\x94|\Z)"

# A digit or a sign: other columns may be called so, too, such as that of a flag.
_VALUE = rb"(?=[^\s|]{0,64}[0-9!#$%^&*])[^\s|]{6,}"
_LAST = (
    rb"(?>[^\n]{0,256}" + _BAR + rb"[ ]{1,32}(" + _VALUE + rb")[ ]*" + _BAR + rb"?[ ]*\r?(?:\n|\Z))"
)
_ALONE = rb"(?>[ ]{0,8}(" + _VALUE + rb")[ ]*\r?(?:\n|\Z))"

# Atomic: what is not as expected is refused at once.
_END = rb"[ ]{0,64}(?=[|\r\n\xe2]|\Z)"
_FIELD = rb"(?>(" + TOKEN + rb")" + _END + rb"|[^|\n\xe2]{0,128})"
_NEXT = rb"(?>(?:" + _BAR + rb"[ ]{0,32}" + _FIELD + rb")?)"
_ROW = rb"[ ]?(?:" + _BAR + rb"[ ]?)?" + _FIELD + _NEXT * 4 + rb"[^\n]*+"

# The same between commas or bars.
_SEPARATED = rb"(?>\"?(" + TOKEN + rb")\"?(?=[,|\r\n]|\Z)|[^,|\n]{0,128})"
_LINE_OF_FIELDS = _SEPARATED + (rb"(?>(?:[,|]" + _SEPARATED + rb")?)") * 4 + rb"[^\n]*+"

RULES = (
    NextLinesRule(
        id="column-of-secrets",
        kind="password",
        finds="The first rows of a table whose only column is named like a secret",
        detector=ANY_MARKS,
        ends=b" \r\n",
        # Nothing but the name.
        before=rb"(?<![^\n])[ ]{0,80}[\w.]{0,32}",
        trigger=ANY_NAME + rb"[ ]{0,80}\r?\n" + _BEFORE_RULER,
        then=_RULER + _ALONE + (rb"(?:" + _ALONE + rb")?") * 2,
        needs=b"----",
        examples=(
            "   token    \n------------\n «k3h5x9w1qf»\n(1 row)\n",
            "clientsecret\n------------\n«k3h5x9w1qf»\n«hunter!»\n",
        ),
        counter_examples=(
            "Password\n--------\nThe password of the user\n",
            " token \n-------\n\n(1 row)\n",
        ),
    ),
    NextLinesRule(
        id="last-column-of-secrets",
        kind="password",
        finds="The first rows of a table whose last column is named like a secret",
        detector=(*ANY_MARKS, NAME_IN_ROW),
        ends=b" |\r\n",
        trigger=ANY_NAME + rb"[ ]{0,80}" + _BAR + rb"?[ ]*\r?\n" + _BEFORE_RULER,
        then=_RULER + _LAST + (rb"(?:" + _LAST + rb")?") * 2,
        examples=(
            "| User | Password |\n+------+----------+\n| bob  | «Hunter-2» |\n+------+\n",
            " user | secret\n------+--------\n bob  | «hunter2»\n ann  | «hunter3»\n",
        ),
        counter_examples=(
            "| User | Password |\n+------+----------+\n| bob5 | | NULL |\n",
            " user | secret\n------+--------\n(0 rows)\n",
        ),
    ),
)
