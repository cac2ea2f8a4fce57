"""Secrets in directives of files of settings: a keyword, spaces, and a value of any word."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_NAME,
    PASSWORD_SPACE,
)
from support_packet.redaction.expressions.marks_after_names import OTHER_SHORT_SPACE
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.owners import ENDS_WITH_OWNER
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.expressions.words_as_passwords import NO_LABEL
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.secret_names import Text, text_expression
from support_packet.secret_phrases import DIRECTIVES, SET_BY_COMMANDS

_SPACES = rb"[ \t]{1,40}"
_SHORT_NAME = b"(?i:" + text_expression(Text.SHORT_NAME) + b")"
_NOUNS = (rb"password", rb"passwd", rb"passphrase", rb"pass", rb"pwd", rb"pw")
_NAME = rb"(?:" + PASSWORD_NAME + rb"|" + _SHORT_NAME + rb")"

# Where a line begins, also in JSON, in quotes, behind what a log writes before it.
_LINE_BEGINS = (
    # A line, or a text.
    rb"(?:(?<![^\n])|\\n|(?<=[:|>\]\"'`]) ?)"
    # Indented, commented out, of a change, in quotes.
    rb"(?:[ \t]|\\t){0,32}(?:[-+\#;] ?)?[\"'`]?"
)
# What names of passwords end with behind whose they are, and in camel case.
_TAILS = [mark + name for mark in (rb"_", rb"-", rb"\.") for name in _NOUNS]
_ENDINGS = (rb"Password", rb"Passphrase", rb"PassPhrase", rb"Passwd", rb"Pass", rb"PW")
# Of a shell, an image, a web server.
_COMMAND = rb"(?:" + SET_BY_COMMANDS + rb") (?:-[a-zA-Z]{1,4} |CONFIG )?"

_NO_WORD_OF_SENTENCE = (
    # What is done with it.
    rb"(?!(?:[a-z]{2,24}ed|foobared|anonymous"
    # What a word after it makes of it.
    rb"|(?i:attribute|field|column|hash|file|hint|policy|option|setting|parameter|form|page|link)s?"
    # The same.
    rb"|(?i:email|input|box|check|manager|change|update|directive|command|first|again|here|exec)"
    # How it may be, and types.
    rb"|(?i:mandatory|nullable|blank|absent|optional|minlength|model|component|icon|enum|keyword)"
    # The same.
    rb"|(?:octet|Secret|secret\.)String|interface|std|string|secretKeyRef|syntax|SHOULD|[0-9][A-Z]{2,4}"
    rb")(?:[\s\"'`;.,:)\\]|\Z))"
)
# To the end of the line, or to that of the text in quotes.
_ENDS = rb"(?:;?[ \t]{0,8}(?: \#[^\n]*)?(?:\r?\n|\\[rn]|\Z)|[\"'`])"
# No command, no variable, no path, no sentence.
_TEXT = (
    NOT_A_PASSWORD
    + rb"(?![^\"'\n]{0,48} (?:is|are|must|not|of|was|has|should|to|for)[ ])"  # no sentence
    # No command, no variable, no path.
    + rb"(?!exec:|[#$]\{|/[\w./-]{1,128}[\"'])"
)
_VALUE = (
    # In quotes, which may be escaped.
    rb"(?:\\{0,3}\""
    + _TEXT
    # To the quote.
    + rb"([^\"\\\n]{3,128})\\{0,3}\"|'"
    + _TEXT
    + rb"([^'\\\n]{3,128})'|"
    + NO_STATE
    + NOT_A_PASSWORD
    + _NO_WORD_OF_SENTENCE
    # No path, no address, no variable, no type, no mark of another notation.
    + rb"(?![a-z]{2,8}:/|var(?:char|binary)\(|environment\b)"
    # A word.
    + rb"([^\s\"'`\\;,<>|(){}\[\]$=:/%@*!&#-](?:[^\s\"'`\\;]|;(?!\s|\Z)){3,127})(?: all)?)"
    + _ENDS
)

_directive = partial(NextLinesRule, kind="password", within_line=True, then=_VALUE)

RULES = (
    _directive(
        id="directive-with-secret",
        finds="A secret of any word after a keyword of files of settings, on a line of its own",
        detector=(one_by_one(any_case(DIRECTIVES), rb"[ \t]"),),
        # Maybe more of the keyword.
        before=_LINE_BEGINS + rb"(?:" + _COMMAND + rb")?[\w.-]{0,32}",
        trigger=rb"(?i:" + rb"|".join(DIRECTIVES) + rb")" + _SPACES,
        examples=(
            "port 6379\nrequirepass «kettle»\nmasterauth «Two-nests»\n",
            'nslcd: bindpw «kettle»\n  AuthLDAPBindPassword "«two nests»"\n',
            '{"conf":"port 24224\\nshared_key «kettle»\\n"}\nsecure_link_secret «kettle»;\n',
        ),
        counter_examples=(
            "requirepass is not set\nrequirepass required\nmasterauth $PW\n",
            "  bindpw /etc/ldap.secret\nrootpw {SSHA}\nchange requirepass first\n",
        ),
    ),
    _directive(
        id="directive-of-owner",
        effort=8,
        finds="The same, after a name that says whose password it is, or that a command sets",
        # A word of the name before it.
        detector=(
            one_by_one([b"(?i:" + name + b")" for name in _TAILS], rb"[ \t]"),
            one_by_one(_ENDINGS, rb"[ \t]"),
        ),
        before=_LINE_BEGINS
        + rb"(?:[\w.-]{2,44}"
        + ENDS_WITH_OWNER
        + rb"|"
        + _COMMAND
        # Of a command, of a plugin of Munin.
        + rb"\w{0,48}|env(?:\.\w{0,32})?)",
        # Not where nginx and Apache pass a request on; keepalived has its own rule.
        trigger=rb"[_.-]?"
        + _NAME
        # The names of these.
        + rb"(?<!(?i:proxy_pass))(?<!(?i:proxypass))(?<!auth_pass)"
        + _SPACES,
        examples=(
            "  smtp_password «kettle»\nfastcgi_param DB_PASS «kettle»;\n",
            "env.password «kettle»\nENV DB_PASSWORD «kettle»\nset -x SMTP_PW «Two-nests»\n",
        ),
        counter_examples=(
            "  smtp_password required\nuser_password changed\nfastcgi_param DB_PASS $DB_PASS;\n",
            "the smtp_password kettle\nreset_password kettle\n  smtp_password kettle nest\n",
            "  userPassword octetString\n  adminPassword std::string\n- smtp_password mandatory\n",
        ),
    ),
    _directive(
        id="directive-with-quotes",
        effort=8,
        finds="A password in quotes after its name, on a line of its own",
        detector=(PASSWORD_SPACE, OTHER_SHORT_SPACE),
        ends=b"\"'",
        begins_with_before=True,
        # Indented, or a name of several words.
        before=rb"(?:[ \t]{1,32}\w{0,48}|\w{2,48})",
        trigger=rb"(?:"
        + PASSWORD_NAME
        + rb"|(?<![A-Za-z])"
        + _SHORT_NAME
        + rb")(?<!\b(?i:secret))"
        # No text of a form.
        + rb"[ \t]{1,40}(?=[\"'][^\s])(?=[\"']"
        + NO_LABEL
        + rb")",
        examples=(
            '<Plugin postgresql>\n  Password "«kettle»"\n</Plugin>\n',
            "smtp:\n  AuthPassword '«two nests»'\n",
        ),
        counter_examples=(
            '  Password "required"\nthe password "kettle"\n  Secret "mm-secret"\n',
            '  password "kettle" is wrong\n  password "$PW"\n  password "Enter password"\n',
            'PACKET_QDISC_BYPASS " (since Linux 3.14)"\n',
        ),
    ),
    NextLinesRule(
        id="login-allowed-by-monit",
        kind="password",
        finds="The password of a user whom Monit allows to log in to its page",
        detector=(rb"set httpd",),
        within_line=True,
        lines=10,
        trigger=rb"(?i:set httpd)\b",
        # What is before it, on this line and others.
        then=rb"(?:[^\n]{0,160}\n){0,8}?[^\n]{0,160}?\b(?i:allow) "
        # The user, and to the end of the word, or to the quote.
        rb"\"?(?!localhost)[A-Za-z][\w.@-]{0,31}\"?:(?:\"([^\"\n]{3,64})\""
        # A word, no number.
        rb"|(?=[^\s]{0,64}[^\s0-9])" + NOT_A_PASSWORD + rb"([^\s\"'*/]\S{2,64}))",
        examples=(
            "set httpd port 2812\n  allow localhost\n  allow admin:«kettle»\n",
            'set httpd port 2812 and allow joe:"«two nests»"\n',
        ),
        counter_examples=(
            "set httpd port 2812\n  allow localhost:8080\n  allow @admins\n",
            "set httpd port 2812\n  allow md5 /etc/htpasswd joe\n",
        ),
    ),
)
