"""Secrets on the lines after their names, in dialogs, tables, headers and files of programs."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    END_OF_LINE,
    HEADER_NAME,
    PASSWORD_MARK,
    TOKEN_MARK,
)
from support_packet.redaction.expressions.marks_after_names import AUTHORIZATION_MARKS
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_phrases import ANNOUNCED

_FOLDED = rb" ([A-Za-z0-9+/]+={0,2})\r?(?:\n|\Z)"
"""A line that goes on with the base64 of the one before."""

# Another word or two.
_FOLLOWING = rb"(?i:following )(?:[a-z-]{1,16} ){0,2}" + ANNOUNCED

RULES = (
    NextLinesRule(
        id="smtp-dialog",
        kind="password",
        finds="The answer to a mail server that asks for a password",
        # What the server asks for, in base64.
        detector=(rb"334 (?:UGFzc3dvcmQ6|VXNlcm5hbWU6)",),
        # The whole line.
        trigger=rb"334 (?:UGFzc3dvcmQ6|VXNlcm5hbWU6)" + END_OF_LINE,
        # After what the log puts before each line.
        then=rb"(?![^\n]{0,96}?(?:334|235|535) )[^\n]{0,96}?(?<![A-Za-z0-9+/=])"
        # To the end of the line.
        rb"([A-Za-z0-9+/]{4,}={0,2})\r?(?:\n|\Z)",
        examples=(
            "S: 334 UGFzc3dvcmQ6\nC: «zguU7+M4EKi82keTXxs=»\nS: 235 x\n",
            "< 334 VXNlcm5hbWU6\n> «Ym9i»\n",
        ),
        counter_examples=("S: 334 UGFzc3dvcmQ6\n*\n", "S: 334 x\nC: Ym9i\n"),
    ),
    NextLinesRule(
        id="element-on-next-line",
        kind="password",
        finds="The value of an element of XML on its own line",
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b">",
        before=rb"<[\w:.-]{0,32}",
        trigger=ANY_NAME + rb">" + END_OF_LINE,
        # Up to the closing tag, on its own line.
        then=rb"[ \t]{0,64}([^\s<][^<\n\r]*)\r?\n[ \t]{0,64}</",
        examples=(
            "<Password>\n  «zep33FALC942»\n</Password>\n",
            "<ns:clientSecret>\n«a b»\n</ns:clientSecret>\n",
        ),
        counter_examples=("<Password>\n</Password>\n", "<Token>\n  <id>5</id>\n</Token>\n"),
    ),
    NextLinesRule(
        id="setting-on-next-line",
        kind="password",
        finds="The value of a setting of .NET, whose name is an attribute on the line before",
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b'"',
        before=rb"name=\"[\w:.-]{0,48}",
        # The rest of the tag.
        trigger=ANY_NAME + rb"\"[^<>\n]{0,48}>" + END_OF_LINE,
        # An element.
        then=rb"[ \t]{0,64}<(?i:value)>([^<\n\r]+)</",
        examples=(
            '<setting name="SmtpPassword" serializeAs="String">\n  <value>«a 1»</value>\n',
            '<property name="token">\n<Value>«zep33FALC942»</Value>\n',
        ),
        counter_examples=(
            '<setting name="SmtpPassword">\n  <value></value>\n',
            '<setting name="PasswordLength">\n  <value>8</value>\n',
        ),
    ),
    NextLinesRule(
        id="table-of-tokens",
        within_line=True,
        kind="token",
        finds="Tokens in a table of a database's client",
        # The beginning of the head of a column: lines may repeat the whole word.
        detector=(rb"\| (?i:token|mfas|passw)",),
        # The first column: where others are, no expression can count.
        trigger=rb"\| (?i:token|mfasecret|password)[ ]{1,32}\|",
        # A ruler, and the first row.
        then=rb"[^\n]{0,512}\n(?:[+|-]{3,512}\r?\n)?\| ([^\s|]{6,})[ ]*\|[^\n]*"
        # Two more rows.
        + rb"(?:\n\| ([^\s|]{6,})[ ]*\|[^\n]*)?" * 2,
        examples=(
            "| Token    | UserId |\n+----------+--------+\n| «6djyxycap7tk» | x      |\n",
            "| password |\n| «6djyxycap7tk» |\n| «hunter2x» |\n",
        ),
        counter_examples=(
            "| Tokens   | UserId |\n| 6djyxycap7tk | x |\n",
            "| Token    | UserId |\n+----------+--------+\n(0 rows)\n",
        ),
    ),
    NextLinesRule(
        id="answer-of-redis",
        kind="password",
        finds="The value after its name in a numbered list, as Redis's client prints it",
        detector=(PASSWORD_MARK, TOKEN_MARK, rb"passwords\"\r?\n"),
        before=rb"[0-9]\) \"[\w:.-]{0,48}",
        trigger=ANY_NAME + rb"s?\"" + END_OF_LINE,
        # The next number, and that of a list.
        then=rb"[ \t]{0,8}[0-9]{1,4}\) (?:[0-9]{1,4}\) )?\"((?:[^\"\\\n]|\\[^\n])+)\"",
        examples=(
            '1) "requirepass"\n2) "«hunter2»"\n',
            ' 9) "smtp_password"\n10) "«a b»"\n11) "x"\n4) "passwords"\n5) 1) "«07deb5b1»"\n',
        ),
        counter_examples=(
            '1) "requirepass"\n2) ""\n',
            '1) "api_token_id"\n2) "12"\n',
        ),
    ),
    NextLinesRule(
        id="folded-password",
        within_line=True,
        kind="password",
        finds="The rest of a password of LDIF that is folded",
        detector=(rb"(?i:password|pwd):: ?",),
        trigger=rb"(?i:password|pwd):: ?",
        # The line itself, and two that begin with a space.
        then=rb"([A-Za-z0-9+/]{16,256})\r?\n" + _FOLDED + rb"(?:" + _FOLDED + rb")?",
        examples=(
            "userPassword:: «I8G+phSFtfhPthIL»\n «ezLAdqQPcE69G0l8»\n",
            "unicodePwd:: «I8G+phSFtfhPthIL»\n «ezLAdqQPcE69G0l8»\n «eA==»\n",
        ),
        counter_examples=(
            "userPassword::\nuid: bob\n",
            "jpegPhoto:: I8G+phSFtfhPthIL\n ezLAdqQPcE69G0l8\n",
        ),
    ),
    NextLinesRule(
        id="folded-header",
        kind="token",
        finds="A header that goes on on the next line",
        detector=(AUTHORIZATION_MARKS[0], PASSWORD_MARK, TOKEN_MARK),
        ends=b":",
        # A header without a value, or with a scheme only.
        trigger=HEADER_NAME + rb":[ ]?(?i:bearer|basic|digest)?" + END_OF_LINE,
        # Indented, with a digit, and no header of its own.
        then=(
            rb"[ \t]{1,16}(?![\w.-]{1,64}:(?:\s|\Z))(?=[^\n]{0,64}[0-9])"  # no other header
            rb"([A-Za-z0-9._~+/=-]{8,})\r?(?:\n|\Z)"  # to the end of its line
        ),
        examples=(
            "Authorization: Bearer\n  «936rpcktepiifspd45»\n",
            "X-Auth-Token:\r\n\t«936rpcktepiifspd45»\r\nHost: x\r\n",
        ),
        counter_examples=(
            "Authorization: Bearer\nHost: x12345678\n",
            "Authorization: Basic\n  realm: x12345678\n",
        ),
    ),
    NextLinesRule(
        id="announced-on-next-line",
        kind="password",
        finds="A password or token that a line announces as the following one",
        # What it is, and maybe what for.
        detector=(_FOLLOWING,),
        trigger=_FOLLOWING + rb"(?: [a-z ]{1,64})?:" + END_OF_LINE,
        # Empty lines, and the value alone on its line.
        then=rb"(?:[ \t]{0,32}\r?\n){0,2}[ \t]{0,32}"
        # With a digit.
        rb"(?=[^\s]{0,64}[0-9])([^\s:]{8,256})[ \t]*\r?(?:\n|\Z)",
        examples=(
            "use the following password to proceed to installation:\n\n«493a416e1302001f2»\n\n",
            "Log in with the following token:\n  «hunter-2x»\n",
        ),
        counter_examples=(
            "uses the following password:\n\nsee below\n",
            "following token types are known: a1234567\nb1234567\n",
        ),
    ),
)
