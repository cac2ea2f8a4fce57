"""Secrets on the lines after their names, in dialogs, tables, headers and files of programs."""

from support_packet.redaction.rules.fragments import ANY_NAME, PASSWORD_MARK, TOKEN_MARK
from support_packet.redaction.rules.next_lines_rule import NextLinesRule

_END = rb"[ \t]{0,16}\r?\n"

_FOLDED = rb" ([A-Za-z0-9+/]+={0,2})\r?(?:\n|\Z)"
"""A line that goes on with the base64 of the one before."""

RULES = (
    NextLinesRule(
        id="smtp-dialog",
        kind="password",
        finds="The answer to a mail server that asks for a password",
        # What the server asks for, in base64.
        detector=(rb"334 (?:UGFzc3dvcmQ6|VXNlcm5hbWU6)",),
        # The whole line.
        trigger=rb"334 (?:UGFzc3dvcmQ6|VXNlcm5hbWU6)" + _END,
        # After what the log puts before each line.
        then=rb"[^\n]{0,48}?([A-Za-z0-9+/]{4,}={0,2})\r?(?:\n|\Z)",
        examples=(
            "S: 334 UGFzc3dvcmQ6\nC: «zguU7+M4EKi82keTXxs=»\nS: 235 x\n",
            "< 334 VXNlcm5hbWU6\n> «Ym9i»\n",
        ),
        counter_examples=("S: 334 UGFzc3dvcmQ6\n*\n", "S: 334 x\nC: Ym9i\n"),
    ),
    NextLinesRule(
        id="element-on-next-line",
        kind="password",
        finds="The value of an element of XML on a line of its own",
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b">",
        before=rb"<[\w:.-]{0,32}",
        trigger=ANY_NAME + rb">" + _END,
        # Up to the closing tag, on a line of its own.
        then=rb"[ \t]{0,64}([^\s<][^<\n\r]*)\r?\n[ \t]{0,64}</",
        examples=(
            "<Password>\n  «zep33FALC942»\n</Password>\n",
            "<ns:clientSecret>\n«a b»\n</ns:clientSecret>\n",
        ),
        counter_examples=("<Password>\n</Password>\n", "<Token>\n  <id>5</id>\n</Token>\n"),
    ),
    NextLinesRule(
        id="table-of-tokens",
        within_line=True,
        kind="token",
        finds="Tokens in a table of a database's client",
        # The head of a column.
        detector=(rb"\| (?i:token|mfasecret|password)[ ]{1,32}\|",),
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
        id="putty-key",
        kind="private key",
        finds="The private lines of a key of PuTTY",
        detector=(rb"Private-Lines: ",),
        # How many lines there are.
        trigger=rb"Private-Lines: [0-9]{1,3}\r?\n",
        then=(
            rb"([A-Za-z0-9+/]{16,}={0,2})"
            # The other lines.
            + rb"(?:\r?\n([A-Za-z0-9+/]{4,}={0,2})(?=\r?(?:\n|\Z)))?" * 40
        )
        # What proves that nothing was changed.
        + rb"(?:\r?\nPrivate-MAC: ([0-9a-f]{2,}))?",
        lines=42,
        examples=(
            "Private-Lines: 1\n«B3J1cw55AVJbVdb9v1gT»\nPrivate-MAC: «0011»\n",
            "Private-Lines: 2\n«B3J1cw55AVJbVdb9v1gT»\n«QI6n90DM»\n",
        ),
        counter_examples=(
            "Public-Lines: 1\nAAAAC3NzaC1lZDI1NTE5\n",
            "Private-Lines: 0\nPrivate-MAC: 00\n",
        ),
    ),
    NextLinesRule(
        id="putty-key-in-lines",
        within_line=True,
        kind="private key",
        finds="The same if each line is one of a log, or comes after a prefix",
        detector=(rb"Private-Lines: ",),
        # Something comes after the number, or before the next lines.
        trigger=rb"Private-Lines: [0-9]{1,3}[^\n]{0,256}\n",
        # Longer than an id that stands before it.
        then=(
            # The first line.
            rb"[^\n]{0,256}?(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{40,}={0,2})[^\n]{0,256}"
            + (
                # The other lines.
                rb"(?:\n[^\n]{0,256}?(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{40,}={0,2})[^\n]{0,256})?"
            )
            * 40
            + (
                # What proves that nothing was changed.
                rb"(?:\n[^\n]{0,256}Private-MAC: ([0-9a-f]{2,}))?"
            )
        ),
        lines=43,
        examples=(
            f'{{"m":"Private-Lines: 1"}}\n{{"m":"«{"AAABAQCk3h" * 4}»"}}\n',
            f"1 x: Private-Lines: 1\n2 x: «{'AAABAQCk3h' * 5}»\n3 x: Private-MAC: «a1b2c3»\n",
        ),
        counter_examples=(
            '{"m":"Private-Lines: 1"}\n{"m":"AAABAQCk3h"}\n',
            f"x: Public-Lines: 1\nx: {'AAABAQCk3h' * 4}\n",
        ),
    ),
    NextLinesRule(
        id="folded-header",
        kind="token",
        finds="A header that goes on on the next line",
        detector=(rb"(?i:authorization):", PASSWORD_MARK, TOKEN_MARK),
        ends=b":",
        # A header without a value, or with a scheme only.
        trigger=rb"(?i:authorization|" + ANY_NAME + rb"):[ ]?(?i:bearer|basic|digest)?" + _END,
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
)
