"""Passwords of words alone, on a line of settings whose name says whose password it is."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    PASSWORD_SPACE,
    SHORT_MARK,
    SHORT_SPACE,
)
from support_packet.redaction.expressions.marks_after_names import (
    OTHER_PASSWORD_SPACE,
    OTHER_SHORT_MARKS,
)
from support_packet.redaction.expressions.owners import ENDS_WITH_OWNER
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_names import Text, text_expression
from support_packet.secret_words import SPOKEN_OF

# Spaces before the mark, or a bar; or an assignment.
_TO_FIELD = rb"(?:[ ]{2,32}[:=] |[ ]{0,32}\| |\t| := )"
# The first of a line, maybe of several words.
_FIELD_BEFORE = rb"[ \t|]{0,48}(?:[\w-]{1,32}[._ -]){0,3}"

_BEFORE = (
    # The item of a list, a comment, a command, an array of PHP.
    rb"[ \t]{0,32}(?:- |\# ?|export |\[)?[\"']?[\w.-]{2,60}" + ENDS_WITH_OWNER
)
_VALUE = (
    NO_STATE
    + NOT_A_PASSWORD
    # What other rules find: a password with more after it, two with an arrow between them.
    + rb"(?![\"']?[\w.-]*[0-9][\w.-]* [a-z]|[^\n]{1,64} -> |[^\n]{1,64}, [\w.-]{1,32}[:=])"
    # No path, no address; a document, a list, a block, an anchor of YAML.
    + rb"(?!/|[a-z]{2,8}://|[|>&*!{\[$<(:-])(?:"
    # In quotes after an equals sign, or one word.
    + rb"(?<==[\"'])([^\"'\n]{4,128})(?=[\"'])|([^\s\"'=]{4,128})"
    # Several, one of them with a digit, and none of a sentence.
    + rb"|((?=[^\n\"']{0,96}[0-9])(?![^\n]{0,96} (?:is|are|must|not|of|was|has|to|for|the)[ ])"
    # Up to six more.
    + rb"[^\s\"'#=]{1,64}(?: [^\s\"'#=]{1,64}){1,6}))[\"']?,?[ \t]{0,8}(?:\#[^\n]*)?(?:\r?\n|\Z)"
)
# Names of things of Kubernetes follow such a name.
_NO_SECRET = rb"(?<!(?i:secret))"
_VALUE_OF_FIELD = (
    NO_STATE
    + NOT_A_PASSWORD
    # No path, no address, no type of a column.
    + rb"(?!/|[a-z]{2,8}://|[|>&*!{\[$<(-]|(?i:hash|salt|char|null|hidden|bytea|description|"
    + SPOKEN_OF
    + rb"))"
    + rb"([^\s\"'=|]{4,128})[ ]{0,64}\|?[ \t]{0,8}(?:\r?\n|\Z)"  # to the end of the line
)
# A colon, an equals sign or an arrow, and quotes or none.
_TO_VALUE = rb"[\"']?\]?(?::[ ]{0,24}| ?=>? ?)[\"']?(?=[^\s\"'])"

_password = partial(
    NextLinesRule,
    kind="password",
    within_line=True,
    begins_with_before=True,
    before=_BEFORE,
    then=_VALUE,
)

RULES = (
    NextLinesRule(
        id="password-of-field",
        kind="password",
        finds="A password of any word in a list of fields, one on each line",
        within_line=True,
        begins_with_before=True,
        detector=(PASSWORD_SPACE, PASSWORD_NAME + rb"\t", OTHER_PASSWORD_SPACE),
        before=_FIELD_BEFORE,
        trigger=PASSWORD_NAME + _NO_SECRET + _TO_FIELD + rb"(?=[^\s])",
        then=_VALUE_OF_FIELD,
        examples=(
            "Password        : «kettle»\n| password | «kettle» |\n",
            " db_password            | «kettle»\n",
            "password\t«kettle»\npassword := «kettle»\n",
        ),
        counter_examples=(
            "Password        : required\n password            | character varying\n",
            "| password | text | not null |\npassword\thash\tsalt\n",
        ),
    ),
    NextLinesRule(
        id="password-of-setting",
        kind="password",
        finds="A password of any word on an indented line of settings, or behind dots",
        within_line=True,
        begins_with_before=True,
        detector=(PASSWORD_MARK,),
        ends=b":",
        # Indented, or below another name.
        before=rb"(?:[ \t]{2,32}(?:- )?|[\w-]{1,32}\.(?:[\w-]{1,32}\.){0,6})",
        trigger=PASSWORD_NAME + _NO_SECRET + rb": (?=[^\s\"'])",
        then=_VALUE_OF_FIELD,
        examples=(
            "spring.datasource.password: «kettle»\n",
            "db:\n  user: mm\n  password: «kettle»\n",
        ),
        counter_examples=(
            "password: kettle\n  password: string\n  password: Kennwort\n  x password: kettle\n",
            "  password: required\n  password: {{ .x }}\na.password: /run/x\n",
        ),
    ),
    _password(
        id="password-of-owner",
        finds="A password of any words on a line of settings, if its name says whose it is",
        detector=PASSWORD_MARKS,
        ends=b":\"'=]",
        ends_after_space=b"=:",
        trigger=PASSWORD_NAME + _TO_VALUE,
        examples=(
            "mysql:\n  rootPassword: «magpie»\n  user: mm\n",
            "wifi_password: «bread+butter»\n  db.password: «Tree 44 in Park»\n",
            "- admin-password: '«Bread and 2 butter»'\n",
        ),
        counter_examples=(
            "  rootPassword: required\n  dbPassword: string\n  userPassword: Passwort\n",
            "smtp_password: the password of the server 2\nreset admin_password: done\n",
            "password: magpie\nlabel_password: magpie\nuser_password: |\n",
        ),
    ),
    _password(
        id="short-password-of-owner",
        finds="The same after `pwd` and `pass`",
        detector=(SHORT_MARK, SHORT_SPACE, *OTHER_SHORT_MARKS),
        trigger=b"(?i:" + text_expression(Text.SHORT_NAME) + b")" + _TO_VALUE,
        examples=(
            "ansible_become_pass: «Bread.and.Butter»\nRootPass: «Magpie»\n",
            "Array\n(\n    [smtp_pwd] => «Bread-and-Butter»\n)\n- SMTP_PASS=«Tree 44 in Park»\n",
            "db_pwd='«bread and butter»'\nkey_pass: «magpie»  # the old one\n",
        ),
        counter_examples=(
            "TestUserPass: ok\n--- PASS: x\n DB_PASS=required\ncompass: north\n",
            "  user_pass: /run/secrets/x\nSMTP_PASS=${SMTP_PASS}\nuserpass: Array\n",
        ),
    ),
)
