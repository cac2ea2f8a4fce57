"""Values as R prints them: the structure of a list, and its members one by one."""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    END_OF_LINE,
    NOT_A_PASSWORD,
    SHORT_MARK,
)
from support_packet.redaction.expressions.marks_after_names import OTHER_SHORT_SPACE, SHORT_NAME
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_NAME = rb"(?:" + ANY_NAME + rb"|" + SHORT_NAME + rb")"

RULES = (
    Rule(
        id="text-in-structure-of-r",
        kind="password",
        finds="A text of any words after its name, type and length, as R's `str` prints it",
        effort=5,
        # The type, and how many there are.
        prefix=_NAME + rb"[ ]{0,24}: (?:Named )?chr (?:\[[0-9:]{1,9}\] )?\\?\"",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\n]*+",
        prefilters=(*ANY_MARKS, SHORT_MARK, OTHER_SHORT_SPACE),
        ends=b" :",
        exact_start=True,
        examples=(
            ' $ user    : chr "mm"\n $ password: chr "«two; nests»"\n',
            ' $ api_key : chr [1:2] "«k3h5»" "x"\n $ pwd     : chr "«kettle»"\n',
        ),
        counter_examples=(
            " $ password: chr NA\n $ token : NULL\n",
            ' $ password_file: chr "/etc/x"\n $ password: chr ""\n',
        ),
    ),
    NextLinesRule(
        id="member-printed-by-r",
        kind="password",
        finds="A text on the line after its name, as R prints a list",
        detector=ANY_MARKS,
        ends=b"\r\n",
        # The members that it is in.
        before=rb"\$[\w.$-]{0,48}`?[\w.-]{0,24}",
        trigger=ANY_NAME + rb"`?" + END_OF_LINE,
        # Names of its parts.
        then=rb"(?:[ ]{1,40}[\w.]{1,24}[ ]{0,8}\r?\n)?\[1\] \"([^\"\n]{1,256})\"",
        examples=(
            'List of 2\n$password\n[1] "«two; nests»"\n',
            '$con$api_key\n[1] "«k3h5»"\n',
        ),
        counter_examples=("$password\nNULL\n\n$token\n[1] NA\n", '$password_file\n[1] "/etc/x"\n'),
    ),
)
