"""Passwords of any word whose name is itself a value: pairs on a line, variables of Terraform."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
    SHORT_MARK,
)
from support_packet.redaction.expressions.marks_after_names import SHORT_NAME_OF_VARIABLE
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.words_as_passwords import NO_LABEL
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_names import Text, spelled_out
from support_packet.secret_phrases import SHORT_IN_PAIRS

_NAME = rb"(?:" + PASSWORD_NAME + rb"|" + SHORT_NAME_OF_VARIABLE + rb")"
_NAMES = any_case((spelled_out(Text.PASSWORD), spelled_out(Text.SHORT_NAME)))
_QUOTE = rb"(?:\\{0,7}[\"'])?"

_NO_VALUE = NO_STATE + NOT_A_PASSWORD + rb"(?![$<{(\[])"
# In quotes of either sort, or a word that is no number.
_VALUE = (
    rb"(?:\\{0,7}\""
    + _NO_VALUE
    + NO_LABEL
    # To the quote.
    + rb"([^\"\\\n]{3,256})\\{0,7}\"|\\{0,7}'"
    + _NO_VALUE
    # To the quote.
    + rb"([^'\\\n]{3,256})\\{0,7}'|"
    + _NO_VALUE
    # Or a word.
    + rb"(?!/|[0-9.]{1,3}(?:\s|\Z))([^\s\"'\\,;)\]}]{3,256})(?=[\s\"'\\,;)\]}]|\Z))"
)

_pair = partial(NextLinesRule, kind="password", within_line=True)

RULES = (
    _pair(
        id="pair-of-words",
        finds="A password of any word on a line, as the value of a pair whose name means one",
        detector=(PASSWORD_MARK, SHORT_MARK, one_by_one(_NAMES, rb",? (?i:value)")),
        ends=b"\"'\\eE",
        effort=8,
        # The first of the pair.
        before=rb"(?i:name|key|variable|parameter|setting)"
        + _QUOTE
        + rb"[ ]?[=:][ ]?"
        + _QUOTE
        # The beginning of the name.
        + rb"[\w.-]{0,48}",
        trigger=_NAME
        + _QUOTE
        + rb"[,;]?[ ]{0,2}"
        + _QUOTE
        # The second.
        + rb"(?i:value|val)"
        + _QUOTE
        + rb"[ ]?[=:][ ]?",
        then=_VALUE,
        examples=(
            "NAME=SMTP_PASSWORD VALUE=«kettle»\nname: DB_PASS, value: «Magpie»\n",
            "[setParameter name='env.DB_PASSWORD' value='«two+nests»']\n",
            '{"name":"SMTP_PASS","value":"«two nests»"}',
        ),
        counter_examples=(
            "name=SMTP_PASSWORD value=$PW\nname: DB_PASS, value: required\n",
            'name="password" value=""\nthe password value: kettle\n{"name":"PWD","value":"abc"}\n',
        ),
    ),
    _pair(
        id="short-name-in-pair-on-next-lines",
        finds="The value of a pair whose name ends with `PASS`, `PWD` or `SALT`, on its own line",
        # The name and the end of its line.
        detector=(SHORT_IN_PAIRS,),
        # The first member of the pair.
        before=rb"(?i:name|key)[\"']?[ ]{0,8}(?:: |= ?)[\"']?[\w.-]{0,48}",
        # The same.
        trigger=SHORT_IN_PAIRS,
        # The second member.
        then=rb"[ \t]{0,64}[\"']?(?i:value)[\"']?[ ]{0,8}(?:: |= ?)"
        # In quotes of either sort, or in none, if it is no path and no number.
        rb"(?:\""
        + _NO_VALUE
        + rb"([^\"\\\n]{3,})|'"
        + _NO_VALUE
        + rb"([^'\n]{3,})|"
        # To the end of the line.
        + _NO_VALUE
        # No path, no number.
        + rb"(?!/|[0-9.]{1,3}\s)([^\s\"'{\[$][^\n\r]{2,}))",
        examples=(
            "- name: SMTP_PASS\n  value: «River_Falcon_61»\n- name: DB_PW\n  value: «kettle»\n",
            '"name": "DB_PWD",\n  "value": "«1Pd2BaFuiQBj»"\n',
        ),
        counter_examples=(
            "- name: SMTP_PASS\n  valueFrom:\n    secretKeyRef: x1\n",
            "--- PASS\n  value: 12\n- name: pass\n  value: required\n",
        ),
    ),
    _pair(
        id="default-of-terraform",
        finds="The default of a variable of Terraform whose name means a password",
        detector=(PASSWORD_MARK, SHORT_MARK),
        ends=b'"',
        begins_with_before=True,
        lines=6,
        # The beginning of its name.
        before=rb"[ \t]{0,8}variable \"\w{0,48}",
        trigger=_NAME + rb"\" \{[ \t]{0,8}\r?\n",
        # Up to four other members.
        then=rb"(?:[ \t]{1,16}[^\n}]{0,128}\n){0,4}?[ \t]{1,16}default[ ]{0,12}= \""
        + _NO_VALUE
        + rb"([^\"\\\n]{3,256})\"",
        examples=(
            'variable "db_password" {\n  type    = string\n  default = "«kettle»"\n}\n',
            'variable "smtp_pass" {\n  default = "«two nests»"\n}\n',
        ),
        counter_examples=(
            'variable "db_password" {\n  type = string\n  default = ""\n}\n',
            'variable "db_host" {\n  default = "db"\n}\nvariable "db_password" {\n}\n',
        ),
    ),
    _pair(
        id="password-of-subversion",
        finds="The password in the files in which Subversion keeps logins",
        # The name, and the first of the next line.
        detector=(rb"(?:password|passphrase)\nV [0-9]",),
        # The name, and the length of the value.
        trigger=rb"(?:password|passphrase)\nV [0-9]{1,3}\n",
        then=rb"([^\n]{1,256})(?=\n|\Z)",
        examples=(
            "K 8\npassword\nV 6\n«kettle»\nK 15\nsvn:realmstring\n",
            "K 10\npassphrase\nV 9\n«two nests»\nEND\n",
        ),
        counter_examples=("K 8\npasstype\nV 6\nsimple\n", "password\nV\nsimple\n"),
    ),
)
