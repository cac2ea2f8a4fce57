"""Secrets in the lines below their names: in columns, in lists and blocks, alone on a line."""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    END_OF_LINE,
    NOT_A_PASSWORD,
    SHORT_MARK,
    SHORT_SPACE,
)
from support_packet.redaction.expressions.looks_secret import (
    BOTH_CASES,
    LOOKS_LIKE_PASSWORD,
    LOOKS_LIKE_TOKEN,
)
from support_packet.redaction.expressions.marks_after_names import (
    NEXT_MARK_OR_WORD,
    OTHER_MARKS,
    OTHER_SHORT_MARKS,
    SAID_PASSWORD,
    SAID_TOKEN,
    SHORT_NAME,
)
from support_packet.redaction.expressions.members import VALUE_OF_MEMBER
from support_packet.redaction.expressions.other_languages import (
    PASSWORD_WORD,
    PASSWORD_WORD_DETECTOR,
)
from support_packet.redaction.expressions.relations import ASSIGNS, NAME_ENDS
from support_packet.redaction.expressions.samples import ANY_ID, MIXED
from support_packet.redaction.expressions.spellings import CHARACTER, MARKS_OF_TEXT
from support_packet.redaction.rule_kinds.columns_rule import ColumnsRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# What is on a line of names and what separates them; a backslash is in an escape.
_NAMES = rb"[\w#./%()\"';, |\t*\r\x80-\xff-]*+"
_MORE_NAMES = rb"(?=" + _NAMES + rb"(?>(?:\\(?!n)" + _NAMES + rb")*)(?:\n|\\n))"
_COLUMN_ENDS = (
    # A line end, or a mark or two spaces with the next names after them.
    rb"(?:(?:\\{0,3}[\"'])?[ ]{0,40}(?:(?:\\{1,3}r)?\\{1,3}n|\r?\n|(?:[,;|\t]|\xe2\x94|\\t)"
    + _MORE_NAMES
    + rb")|[ ]{2}(?![ ]{0,64}(?:Opaque|kubernetes\.io/|helm\.sh/))"  # no secret of Kubernetes
    + _MORE_NAMES
    + rb")"
)
_VALUE = (
    rb"(?:"
    + LOOKS_LIKE_PASSWORD
    # With a mark that needs its quotes, or that no word has.
    + rb"[^\s]{6}|(?<=[,;\t]\")(?=[^\"\n]{0,64}[,;?%&+~])"
    + NOT_A_PASSWORD
    + rb"[^\"\n]{6})"
)

# Alone on its line, in quotes or not.
_WORD = rb"[A-Za-z0-9._~+/=!#$^*-]{8,256}+[\"'`]?[ \t]{0,16}(?:\r?\n|\Z))"

# Indented, quoted, commented out, the first of a list.
_INDENT = rb"[ \t#*>/|+-]{0,64}"
# The mark of a block, and how it ends; the brace of an object.
_BLOCK = rb"[ \t]{0,4}(?:[|>][+-]?[0-9]?[+-]?|\{|(?:[A-Z][A-Za-z]{2,24})?[(\[])?"
_OPENS_LINES = NAME_ENDS + rb"(?:" + ASSIGNS + _BLOCK + rb"|\{)" + END_OF_LINE
_QUOTE = MARKS_OF_TEXT + rb"?"

# Nothing else on its line.
_ALONE = (
    _INDENT
    + _QUOTE
    + rb"("
    + LOOKS_LIKE_PASSWORD
    + CHARACTER
    + rb"{6,})"
    + _QUOTE
    # To the end of the line.
    + rb"[,;]?[ \t]{0,8}(?:\r?\n|\Z)"
)

RULES = (
    ColumnsRule(
        id="values-below-name",
        kind="password",
        finds="Values that look like secrets in the first rows below a name, in a table or in CSV",
        detector=(*ANY_MARKS, *OTHER_MARKS),
        ends=b",;|\t \r\n\"'\\",
        trigger=ANY_NAME + _COLUMN_ENDS,
        value=_VALUE,
        examples=(
            f"id,token,at\n1,«{MIXED}»,x\n2,«{ANY_ID}»,y\n",
            '"user";"password"\n"bob";"«q1W2e3R4»"\n"eve";"«Terabyte?»"\n',
            'name,initial_password,x\nbob,"«magpie, nest»",de\n',
            "NAME   SECRET      AGE\nbob    «q1W2e3R4»    2d\n",
            '{"msg":"id | token\\n---+---\\n1 | «q1W2e3R4»\\n"}',
        ),
        counter_examples=(
            f"id,tokens,at\n1,{MIXED},x\nthe id: token, at\n1,{MIXED},x\n",
            "password|x\nchanged|b\n NAME   SECRET\n bob    mm-1\n",
        ),
    ),
    ColumnsRule(
        id="values-below-short-name",
        kind="password",
        finds="The same below `pwd` and `pass`",
        detector=(SHORT_MARK, SHORT_SPACE, *OTHER_SHORT_MARKS),
        trigger=SHORT_NAME + _COLUMN_ENDS,
        value=_VALUE,
        examples=("id,pass,at\n1,«hunter2xA»,x\n", "user|db_pwd\nbob|«q1W2e3R4»\n"),
        counter_examples=("id,passes\n1,hunter2xA\n", "test|pass\nx|12.5s\n"),
    ),
    ColumnsRule(
        id="values-below-name-in-other-languages",
        kind="password",
        finds="The same below the word for a password in other languages",
        detector=(PASSWORD_WORD_DETECTOR,),
        trigger=PASSWORD_WORD + _COLUMN_ENDS,
        value=_VALUE,
        examples=("id;user;passwort\n1;mm;«hunter2xA»\n", "user,heslo,x\nmm,«q1W2e3R4»,y\n"),
        counter_examples=("passworter,x\nhunter2xA,y\n", "user;passwort\nmm;keines\n"),
    ),
    NextLinesRule(
        id="related-value-on-next-line",
        kind="password",
        finds="A value that looks like a secret on a line after its name: in a block, list, object",
        detector=(*ANY_MARKS, *OTHER_MARKS),
        ends=b":=\"'&\\%[]) \x1b\r\n->",
        trigger=ANY_NAME + _OPENS_LINES,
        then=rb"(?:" + _ALONE + rb"|" + VALUE_OF_MEMBER + rb")",
        examples=(
            f"token:\n  - «{MIXED}»\nx: 1\n",
            f'"secret": {{\n    "type": "x",\n    "inline_string": "«{MIXED}»"\n',
            'variable "db_password" {\n  default = "«hunter-2x»"\n',
            f'# password: >-\n#   «q1W2e3R4»\napi_key: Some(\n    "«{MIXED}»",\n)\n',
        ),
        counter_examples=(
            "password:\n  - required\nsecret:\n  value: required\n  key: x1y2z3a4\n",
            f"tokens:\n  - {MIXED}\ntoken:\n  a: {MIXED}\n",
        ),
    ),
    NextLinesRule(
        id="short-name-on-line-before",
        kind="password",
        finds="The same after `pwd` and `pass`",
        detector=(SHORT_MARK, SHORT_SPACE, *OTHER_SHORT_MARKS),
        trigger=SHORT_NAME + _OPENS_LINES,
        then=rb"(?:" + _ALONE + rb"|" + VALUE_OF_MEMBER + rb")",
        examples=(
            "pwd:\n  - «q1W2e3R4»\nx: 1\n",
            "db_pass: |\n  «q1W2e3R4»\ndb_pass:\n  value: «q1W2e3R4»\n",
        ),
        counter_examples=("pass:\n  - required\n", "bypass:\n  q1W2e3R4\n"),
    ),
    NextLinesRule(
        id="value-alone-on-next-line",
        kind="password",
        finds="A value that looks random, alone on the line after one that ends with a name",
        detector=(*ANY_MARKS, *OTHER_MARKS, SAID_PASSWORD, SAID_TOKEN),
        # Up to six words after it, such as whose it is.
        trigger=ANY_NAME + NEXT_MARK_OR_WORD + rb"(?!-----)[^\n{}<>]{0,40}+\n",
        # One word, which is looked at then.
        # After an empty line, too.
        then=rb"(?:[ \t]{0,16}\r?\n)?[ \t]{0,16}+[\"'`]?+(?="
        + _WORD
        + rb"("
        + LOOKS_LIKE_PASSWORD
        + rb"(?:(?=[^\n]{12})"
        + LOOKS_LIKE_TOKEN
        # Or a digit, letters of both cases, and a sign.
        + rb"|(?=[^\s0-9]{0,24}[0-9])(?=\w*[!#$^*])"
        + BOTH_CASES
        + rb")"
        # The word.
        + rb"[A-Za-z0-9._~+/=!#$^*-]{8,})",
        examples=(
            f'$ mmctl webhook show x --json | jq .token\n"«{ANY_ID}»"\n',
            f"Password for user mm: \n«Valley12island!»\nYour api key (keep it)\n  «{MIXED}»\n",
        ),
        counter_examples=(
            f"the token of it\nwas {MIXED}\ntokens\n{MIXED}\n",
            f"get secretString as text\n{ANY_ID}\npassword for user mm:\nrequired-1\n",
            "read the token\n/opt/mattermost/config1.json\n",
        ),
    ),
)
