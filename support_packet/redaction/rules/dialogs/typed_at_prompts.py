"""Passwords that somebody, or a program, has typed after a prompt or into a dialog."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

# Also one that JSON escapes.
_TO_LINE_END = rb"[ \t]{0,8}(?:[\r\n]|\\[rn]|\Z)"

_typed = partial(
    Rule,
    kind="password",
    secret_start=rb"[^\s\"'\\<>]",
    secret_rest=rb"[^\r\n\"\\]*+",
    exact_start=True,
)

_PASS = rb"(?:>|C:) ?(?:PASS|pass) "
"""Who says it, and the command that has the password."""

RULES = (
    _typed(
        id="password-at-prompt",
        finds="What was typed after a prompt that says whose password it asks for",
        # As ssh, sudo and su ask.
        prefix=rb"(?:@[\w.-]{1,64}'s password: ?|\[sudo\] password for [\w.@-]{1,64}: ?"
        # The same of Kerberos.
        rb"|Password for [\w./-]{1,64}@[\w.-]{1,64}: ?)",
        lookahead=NOT_A_PASSWORD,
        prefilters=(
            rb"@[\w.-]{1,64}'s password:",
            rb"\[sudo\] password for ",
            rb"Password for [\w./-]{1,64}@",  # of Kerberos
        ),
        examples=(
            "bob@db-1's password: «Magpie 3»\n",
            "[sudo] password for bob: «magpie»\nPassword for mm@LAB.TEST: «Magpie»\n",
        ),
        counter_examples=(
            "bob@db-1's password: \n[sudo] password for bob: \n",
            "bob's password: is expired, bob's password: ****\n",
        ),
    ),
    _typed(
        id="login-at-prompt-of-redis",
        finds="What was typed after the command for a login at the prompt of Redis",
        # A user may come before it.
        prefix=rb"[0-9a-z\])]> (?i:auth) (?:[\w.@-]{1,32} )?",
        lookahead=NOT_A_PASSWORD + rb"(?=[^\s\"\\]{3,128}" + _TO_LINE_END + rb")",
        secret_rest=rb"[^\s\"\\]*+",
        prefilters=(rb"[0-9a-z\])]> (?i:auth) ",),
        examples=(
            "127.0.0.1:6379> AUTH «kettle»\nOK\n",
            "redis> auth mm «kettle»\n10.0.0.1:6379[1]> auth «hunter2X»\n",
        ),
        counter_examples=("127.0.0.1:6379> AUTH\n", "x> auth is needed for it\nAUTH kettle\n"),
    ),
    _typed(
        id="passphrase-of-words-after-prompt",
        finds="A passphrase of several words after a prompt for it, to the end of the line",
        # What it is for.
        prefix=rb"(?i:passphrase)(?: (?:for|of) [^:\n]{1,64})?: ",
        # Words without capitals; no sentence.
        lookahead=rb"(?=[^\s\"']{1,64}(?: |\n|\Z))"
        + NOT_A_PASSWORD
        # Three or more.
        + rb"(?=[a-z]{3,16}(?: [a-z]{1,16}){2,8}"
        + _TO_LINE_END
        # No sentence.
        + rb")(?![^\n]{0,96}\b(?:is|are|must|not|was|has|have|to|the|for|no|failed|invalid)\b)",
        secret_start=rb"[a-z]",
        # The name and what follows.
        prefilters=(rb"(?i:passphrase)(?:: | for | of )",),
        examples=(
            "[11:02]: Passphrase for Match storage: «ochre magpie nests»\n",
            "passphrase: «robin in a winter park»\n",
        ),
        counter_examples=(
            "Passphrase for key: read from the file\npassphrase: may be empty\n",
            "passphrase of it: none given\n",
        ),
    ),
    _typed(
        id="password-of-dialog",
        finds="The password of a dialog with a server of POP3, FTP or IRC, of letters alone, too",
        prefix=_PASS,
        lookahead=NOT_A_PASSWORD + rb"(?=[^\s\"\\]{4,64}" + _TO_LINE_END + rb")",
        secret_rest=rb"[^\s\"\\]*+",
        prefilters=(_PASS,),
        examples=("fetchmail: POP3> PASS «Magpie»\n", "---> PASS «magpie»\r\nC: PASS «nest»\n"),
        counter_examples=("x --> PASS of it\n", "POP3> PASS *\nPOP3> PASS ********\n"),
    ),
    NextLinesRule(
        id="password-after-user-command",
        kind="password",
        finds="The same on a line below that of the user, without what marks who says it",
        detector=(rb"USER [\w.@+-]",),
        trigger=rb"USER [\w.@+-]{1,64}\r?\n",
        # What the server says to it.
        then=rb"(?:[^\n]{0,16}(?:331|\+OK)[^\n]{0,96}\n)?"
        # The command.
        rb"[<>CS:\- ]{0,6}PASS (?!\*)([^\r\n]{1,128})",
        examples=(
            "USER mm\r\n331 Please specify the password.\r\nPASS «kettle»\r\n",
            "C: USER mm\nS: +OK\nC: PASS «two nests»\n",
        ),
        counter_examples=("USER mm\n331 x\nPASS ****\n", "USER mm\nx\nPASS kettle\n"),
    ),
    _typed(
        id="word-of-login-attempt",
        finds="The password of a login that somebody tried, as honeypots log it",
        # The user.
        prefix=rb"login attempt \[(?:b')?[^/\]\n]{0,64}?'?/(?>(?:b')?)",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s'\]]",
        secret_rest=rb"[^'\]\n]*+",
        prefilters=(rb"login attempt \[",),
        examples=("login attempt [root/«kettle»] failed", "login attempt [b'root'/b'«two nests»']"),
        counter_examples=("login attempt [root] failed", "login attempt [root/]"),
    ),
    _typed(
        id="quoted-password-of-imap",
        finds="The password of a login to a server of IMAP in quotes, with any signs",
        # The command, and the user in quotes or not.
        prefix=rb" LOGIN \\{0,3}\"?[\w.@+-]{1,64}\\{0,3}\"? \\{0,3}\"",
        # To the next quote.
        lookahead=NOT_A_PASSWORD + rb"(?!password\\{0,3}\")(?=[^\"\\\n]{4,128}\\{0,3}\")",
        secret_start=rb"[^\"\\\n]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(rb" LOGIN [\\\"\w]",),
        examples=(
            'a001 LOGIN bob@example.com "«robin in Käthe\'s park»"',
            'x {"m":"a2 LOGIN \\"bob\\" \\"«magpie nest»\\""}',
        ),
        counter_examples=('a001 LOGIN bob ""', 'a001 LOGIN "bob" "********"'),
    ),
)
