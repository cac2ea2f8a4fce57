"""Passwords in what debuggers and tracers show of a login: structures, system calls, protocols."""

from functools import partial

from support_packet.redaction.expressions.fragments import END_OF_LINE, NOT_A_PASSWORD, run_of
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import OF_BINDS

# Escaped, or as it is on one line.
_LINE = rb"\\{1,3}r\\{1,3}n"
_LENGTH = rb"\$[0-9]{1,4}" + _LINE

_rule = partial(Rule, kind="password", exact_start=True)

RULES = (
    _rule(
        id="password-in-berval",
        finds="A password in a structure of LDAP's library, as debuggers print it",
        # What it is called, and where it is.
        prefix=OF_BINDS + rb" ?= ?(?:0x[0-9a-f]{2,16} )?"
        # The structure.
        rb"\{bv_len ?= ?[0-9]{1,5}, bv_val ?= ?(?:0x[0-9a-f]{2,16} )?\\{0,3}\"",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n]",
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\[^\"\n]"),
        # The beginning.
        prefilters=(OF_BINDS + rb" ?= ?(?:0x[0-9a-f]{2,16} )?\{bv_len",),
        examples=(
            'dn=0x1 "cn=x", cred=0x7ffd5e11a310 {bv_len = 7, bv_val = 0x55d0e2 "«Magpie!»"}) at',
            'passwd = {bv_len = 7, bv_val = 0x55d0e2 "«magpie x»"}',
        ),
        counter_examples=(
            'cred=0x7ffd5e11a310 {bv_len = 0, bv_val = 0x55d0e2 ""}',
            'dn = {bv_len = 7, bv_val = 0x55d0e2 "cn=x"}',
        ),
    ),
    _rule(
        id="auth-in-protocol-of-redis",
        finds="The password that is sent to Redis, in a system call",
        # The command, and maybe a user.
        prefix=rb"(?i:auth)"
        + _LINE
        + rb"(?:"
        + _LENGTH
        + rb"[\w.@+-]{1,64}"
        + _LINE
        + rb")?"
        + _LENGTH,
        secret_start=rb"[^\"\\\n]|\\(?!r)[^\n]",
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\{1,3}+(?!r\\)[^\"\n]"),
        # The command.
        prefilters=(rb"(?i:auth)\\{1,3}r\\{1,3}n\$",),
        examples=(
            'write(7, "$4\\r\\nAUTH\\r\\n$2\\r\\nmm\\r\\n$8\\r\\n«K\\303\\244fer9»\\r\\n", 49)',
            '{"m":"*2\\\\r\\\\n$4\\\\r\\\\nAUTH\\\\r\\\\n$6\\\\r\\\\n«magpie»\\\\r\\\\n"}',
        ),
        counter_examples=(
            '"*1\\r\\n$4\\r\\nAUTH\\r\\n"',
            '"$4\\r\\nGET\\r\\n$6\\r\\nmagpie\\r\\n"',
        ),
    ),
    NextLinesRule(
        id="auth-on-lines-of-redis",
        kind="password",
        finds="The password that is sent to Redis, each part on its own line",
        detector=(rb"\$4\r?\n(?i:auth)",),
        trigger=rb"\$4\r?\n(?i:auth)\r?\n",
        # A length, a user; a length, the password.
        then=rb"(?:\$[0-9]{1,4}\r?\n[\w.@+-]{1,64}\r?\n(?=\$))?\$[0-9]{1,4}\r?\n([^\r\n]{1,256})\r?\n",
        examples=(
            "*2\r\n$4\r\nAUTH\r\n$6\r\n«magpie»\r\n",
            "*3\n$4\nauth\n$2\nmm\n$6\n«magpie»\n*1\n",
        ),
        counter_examples=("*1\n$4\nAUTH\n*1\n", "*2\n$4\nPING\n$6\nmagpie\n"),
    ),
    NextLinesRule(
        id="password-of-dissected-bind",
        kind="password",
        finds="The password of a bind in a packet that Wireshark or tshark shows field by field",
        # The way to log in.
        detector=(rb"uthentication: simple \(0\)",),
        # The same.
        trigger=rb"uthentication: simple \(0\)" + END_OF_LINE,
        # A separate field.
        then=rb"[ \t|]{1,48}[Ss]imple: ([^\s<][^\r\n]*)",
        examples=(
            "        authentication: simple (0)\n            simple: «Magpie!»\n",
            "Authentication: simple (0)\n  Simple: «magpie nest»\r\n",
        ),
        counter_examples=(
            "authentication: simple (0)\n    simple: <MISSING>\n",
            "authentication: sasl (3)\n    simple: x\n",
        ),
    ),
    NextLinesRule(
        id="password-in-fields-of-packets",
        kind="password",
        finds="The last column of what tshark prints, if it is a password",
        within_line=True,
        # The last field that was asked for.
        detector=(rb"-e (?:ldap\.simple|ftp\.request\.arg|http\.authbasic|imap\.request\.pass)",),
        # The same.
        trigger=rb"-e (?:ldap\.simple|ftp\.request\.arg|http\.authbasic|imap\.request\.pass\w{0,4})"
        + END_OF_LINE,
        # The last column.
        then=rb"(?:[^\t\n]{0,256}\t){0,6}([^\t\r\n]{3,256})\r?(?:\n|\Z)",
        examples=(
            "$ tshark -r x -T fields -e ldap.name -e ldap.simple\ncn=mm,dc=x\t«Magpie!»\n",
            "$ tshark -T fields -e http.authbasic\n«mm:magpie»\n",
        ),
        counter_examples=(
            "$ tshark -T fields -e ldap.name\ncn=mm,dc=x\n",
            "$ tshark -T fields -e ldap.simple\n\n",
        ),
    ),
)
