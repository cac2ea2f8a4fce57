"""Passwords of any word in traces of logins: commands of FTP and mail, of Exim and Dovecot."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.line_rule import BeforeRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules.sentences.spoken_passwords import SHORT_NAMES_AND_SPACE

_NO_RESULT = NO_STATE + NOT_A_PASSWORD + rb"(?!Test|[\w.-]{1,64}/|[/$(<{[])"  # no path

_rule = partial(Rule, kind="password", lookahead=NOT_A_PASSWORD, exact_start=True)

RULES = (
    NextLinesRule(
        id="password-of-command-pass",
        kind="password",
        finds="A password of any word in the command `PASS` of FTP and mail, in a trace of it",
        within_line=True,
        detector=SHORT_NAMES_AND_SPACE,
        # Who sends it, or the quote that a trace writes.
        before=rb"(?:(?i:\bquote|\bcommand:|\bsend(?:ing|s)?:|\bsent:|\bclient:|\bC:"
        rb"|-{1,4}>|>>>?) "
        # Of Python, of a tracer of calls.
        rb"|\*cmd\* [brf]?[\"']|\(\d{1,4}, ?\\{0,3}\")",
        trigger=rb"PASS ",
        # To the end of the line, or of the text.
        then=_NO_RESULT
        + rb"([^\s\"'\\]{3,64})"
        # The end of it.
        + rb"(?=\\[rn]|\\{0,3}[\"']|[ \t]*(?:\r?\n|\Z))",
        examples=(
            "ftp> quote PASS «kettle»\n---> PASS «Two-nests»\n*cmd* 'PASS «kettle»'\n",
            'write(5, "PASS «kettle»\\r\\n", 13) = 13\n',
        ),
        counter_examples=(
            "---> PASS XXXX\nC: PASS ****\nthe 'PASS kettle'\n",
            "PASS kettle\n---> PASS src/x\nsending PASS command\n",
        ),
    ),
    BeforeRule(
        id="password-compared-by-dovecot",
        kind="password",
        finds="A password that Dovecot says is not the one that it keeps",
        # What it keeps.
        trigger=(rb"\) != '",),
        # Its scheme.
        condition=rb"\) != '[{$]",
        # The way in which that is encrypted.
        before=rb"[A-Z][A-Z0-9-]{2,24}\(([^()\s][^()\n]{2,64})",
        examples=(
            "auth: passwd-file(mm,10.0.0.9): PLAIN(«kettle») != '{CRYPT}x'",
            "sql(bob): SHA512-CRYPT(«two nests») != '$6$x'",
        ),
        counter_examples=("if len(x) != 'y'", "WHERE MD5(password) != 'kettle'"),
    ),
    _rule(
        id="password-in-variable-of-exim",
        finds="A password that Exim shows as a variable of a login",
        # The third of PLAIN, the second of LOGIN.
        prefix=rb"\$auth(?:3=|1=[^\s]{1,64} \$auth2=(?![^\s]{1,64} \$auth3=))",
        secret_start=rb"[^\s\"'\\]{3}",
        secret_rest=rb"[^\s\"'\\]*+",
        prefilters=(rb"\$auth[13]=",),
        examples=(
            "plain_login: $auth2=mm $auth3=«kettle»\n",
            "login: $auth1=mm $auth2=«Two-nests»\n",
        ),
        counter_examples=("$auth2=mm\n", "$auth1=mm $auth2= \n"),
    ),
    _rule(
        id="refused-key-of-agent",
        kind="token",
        finds="A key that an agent of Datadog says is not valid",
        # What it says.
        prefix=rb"API [Kk]ey (?:is )?(?:invalid|not valid|rejected): ",
        secret_start=rb"[0-9A-Za-z]{16}",
        secret_rest=rb"[0-9A-Za-z]*+",
        examples=(
            "CORE | ERROR | API Key invalid: «0d9c360a2ebd2bacb0fa94dafb66ba39», closing",
            "API key rejected: «0d9c360a2ebd2bacb0fa»",
        ),
        counter_examples=("API Key invalid: dropping the payload", "API key invalid"),
    ),
)
