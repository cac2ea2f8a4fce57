"""Passwords after the abbreviations `pwd` and `PASS`, if they look like one.

Not `pass`, with which every `password` begins, and not every way to assign: to refuse those takes
a third longer.
"""

from functools import partial

from support_packet.redaction.rules.fragments import (
    COLOR,
    NOT_A_PASSWORD,
    SHORT_MARK,
    SHORT_SPACE,
)
from support_packet.redaction.rules.rule import Rule
from support_packet.secret_names import Text, text_expression

_NAME = b"(?i:" + text_expression(Text.SHORT_NAME) + b")"
_START = rb"[^\s\"'&<>\\,;()\[\]{}/]"
"""Not a path either: `PWD` is also where a shell is."""

_NO_RESULT = rb"(?!Test|[0-9.]+(?:[a-z]{1,3}|%)?(?:[\s,;)]|\Z))"
"""`PASS` is also what comes of a test, with its name or how long it took."""

_VALUE_WITH_A_SIGN = (
    rb"(?=[^\s\"'&<>\\,;)\]}]{0,64}"  # within the value
    rb"[^A-Za-z\s\"'&<>\\,;)\]}_.:])"  # a character that words do not have
)
_short_name = partial(
    Rule,
    kind="password",
    word_boundary=True,
    lookahead=_VALUE_WITH_A_SIGN + _NO_RESULT + NOT_A_PASSWORD,
    secret_start=_START + rb"{6}",
    secret_rest=rb"[^\s\"'&<>\\,;)\]}]*+",
)
"""The rule for a value after a short name and one way to assign."""

RULES = (
    _short_name(
        id="short-name-assigned",
        finds="A password after `pwd` or `PASS`, written with `=`",
        prefix=_NAME + rb"=",
        prefilters=(SHORT_MARK,),
        ends=b"=",
        exact_start=True,
        examples=("MYSQL_PWD=«abc1234» mysqldump", "user=mm SMTP_PASS=«abc-def» host=x"),
        counter_examples=(
            "PWD=/opt/mattermost-5.38.0 HOME=/root",
            "pass=12/20 bypass=123456 PASS=a1b2",
        ),
    ),
    _short_name(
        id="short-name-assigned-with-spaces",
        finds="A password after `pwd` or `PASS`, written with ` = `",
        prefix=_NAME + rb" = [\"']?",
        prefilters=(SHORT_SPACE,),
        ends=b"=",
        exact_start=True,
        examples=("pwd = «abc1234»", 'SMTP_PASS = "«s3cret!»" # of the relay'),
        counter_examples=("pwd = /opt/mattermost-5.38.0", 'PASS = "required"'),
    ),
    _short_name(
        id="short-name-assigned-in-quotes",
        finds='A password after `pwd` or `PASS`, written with `="`',
        prefix=_NAME + rb'="',
        prefilters=(SHORT_MARK,),
        ends=b"=",
        exact_start=True,
        examples=('pwd="«abc1234»"', 'export SMTP_PASS="«s3cret!»"'),
        counter_examples=('PWD="/opt/mattermost-5.38.0"', 'PASS="required"'),
    ),
    _short_name(
        id="short-name-assigned-in-single-quotes",
        finds="A password after `pwd` or `PASS`, written with `='`",
        prefix=_NAME + rb"='",
        prefilters=(SHORT_MARK,),
        ends=b"=",
        exact_start=True,
        examples=("pwd='«abc1234»'", "export SMTP_PASS='«s3cret!»'"),
        counter_examples=("PWD='/opt/mattermost-5.38.0'", "PASS='required'"),
    ),
    _short_name(
        id="short-name-in-json",
        finds='A password after `pwd` or `PASS`, written with `":"`',
        prefix=_NAME + rb'":"',
        prefilters=(SHORT_MARK,),
        ends=b'"',
        exact_start=True,
        examples=('{"pwd":"«abc1234»","user":"x"}', '{"SMTP_PASS":"«s3cret!»"}'),
        counter_examples=('{"PWD":"/opt/mattermost-5.38.0"}', '{"pwd":"required"}'),
    ),
    _short_name(
        id="short-name-in-spaced-json",
        finds='A password after `pwd` or `PASS`, written with `": "`',
        prefix=_NAME + rb'": "',
        prefilters=(SHORT_MARK,),
        ends=b'"',
        exact_start=True,
        examples=('{"pwd": "«abc1234»", "user": "x"}', '{"SMTP_PASS": "«s3cret!»"}'),
        counter_examples=('{"PWD": "/opt/mattermost-5.38.0"}', '{"pwd": "required"}'),
    ),
    _short_name(
        id="short-name-in-escaped-json",
        finds='A password after `pwd` or `PASS`, written with `\\":\\"`',
        prefix=_NAME + rb'\\{1,7}":[ ]?\\{1,7}"',
        prefilters=(SHORT_MARK,),
        ends=b"\\",
        exact_start=True,
        examples=('{"a":"{\\"pwd\\":\\"«abc1234»\\"}"}', '{"a":"{\\"PASS\\":\\"«s3cret!»\\"}"}'),
        counter_examples=(
            '{"a":"{\\"PWD\\":\\"/opt/mm-5.38.0\\"}"}',
            '{"a":"{\\"pwd\\":\\"required\\"}"}',
        ),
    ),
    _short_name(
        id="short-name-in-color",
        finds="A password after `pwd` or `PASS`, in the colors of a terminal",
        prefix=_NAME + COLOR + rb"=",
        prefilters=(SHORT_MARK,),
        ends=b"\x1b\\[",
        exact_start=True,
        examples=("\x1b[31mpwd\x1b[0m=«abc1234» x", "\x1b[31mSMTP_PASS\x1b[0m=«s3cret!»"),
        counter_examples=("\x1b[31mpass\x1b[0m=12/20", "\x1b[31mPWD\x1b[0m=/opt/mm-5.38.0"),
    ),
    _short_name(
        id="short-name-in-yaml",
        finds="A password after `pwd` or `PASS`, written with `: `",
        prefix=_NAME + rb": ",
        prefilters=(SHORT_MARK,),
        ends=b":",
        exact_start=True,
        examples=("SMTP_PASS: «abc1234»", "  pwd: «s3cret!»\n"),
        counter_examples=(
            "pass: 100% of checks, PASS: 12 of 20",
            "pwdLastSet: 132713478912345678 pwd: required",
        ),
    ),
    _short_name(
        id="short-name-in-yaml-in-quotes",
        finds='A password after `pwd` or `PASS`, written with `: "`, and in scripts with `:"`',
        prefix=_NAME + rb":[ ]?\\{0,3}[\"']",
        prefilters=(SHORT_MARK,),
        ends=b":",
        exact_start=True,
        examples=('  pw: "«Lantern!Violin!90»"\n', 'createUser({user:"mm",pwd:"«Desert-54»"})'),
        counter_examples=('pwd: "/opt/mattermost-5.38.0"', "pass: 'required'"),
    ),
    _short_name(
        id="short-name-as-index",
        finds='A password after `pwd` or `PASS` as an index, written with `"] = `',
        # Its bracket, and the equals sign.
        prefix=_NAME + rb"(?:\\{0,3}[\"']\] ?=>? ?\\{0,3}[\"']|\] => )",
        prefilters=(SHORT_MARK, _NAME + rb"\] => "),
        ends=b"\"'\\ ",
        exact_start=True,
        examples=("$config['db_pass'] = \"«LJDHbm92»\";", "    [pass] => «1j89jjXf2k»"),
        counter_examples=("$config['db_pass'] = $x;", "x['pwd'] = 'required'"),
    ),
    _short_name(
        id="short-name-in-go-struct",
        finds="A password after `pwd` or `PASS`, written with `:`",
        prefix=_NAME + rb":",
        secret_start=_START + rb"{7}",
        prefilters=(SHORT_MARK,),
        ends=b":",
        exact_start=True,
        examples=("{user:mm pwd:«abc1234»}", "{SMTP_PASS:«s3cret!x» host:x}"),
        counter_examples=("PASS:a1b2c3 of it", "{PWD:/opt/mattermost-5.38.0}"),
    ),
)
