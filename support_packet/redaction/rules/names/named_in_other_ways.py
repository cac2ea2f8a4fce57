"""Values that are named in their own ways: by builds, stores of hashes, Helm, databases."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    run_of,
)
from support_packet.redaction.expressions.notation import QUOTE
from support_packet.redaction.expressions.samples import HEX, UUID
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import SHORT_IN_CAMEL_CASE

# Short names are alone, or after a mark.
_SHORT = (
    rb"(?:"
    + ANY_NAME
    # Behind a mark, or in camel case.
    + rb"|(?i:(?<![a-z])pass|(?<![a-z])pwd?)|(?<=[a-z])"
    + SHORT_IN_CAMEL_CASE
    + rb")"
)
# An option.
_SET = rb"--set(?:-string|-literal|-json)?[ =]"

_rule = partial(Rule, kind="password", lookahead=NOT_A_PASSWORD, exact_start=True)

RULES = (
    _rule(
        id="variable-of-build",
        finds="A secret that a job of a build gives to the jobs after it",
        prefix=(
            # Azure's, with further properties.
            rb"(?:task\.setvariable variable=[\w.-]{0,64}"
            + _SHORT
            + rb"(?:;[\w=;]{0,64})?\]"
            # GitHub's.
            + rb"|::(?:set-output|save-state|set-env) name=[\w.-]{0,64}"
            + _SHORT
            # Both for any.
            + rb"::|::add-mask::|##vso\[task\.setsecret\])"
        ),
        lookahead=NOT_A_PASSWORD + rb"(?!\*)",
        secret_start=rb"[^\s\"'\\]",
        secret_rest=rb"[^\"\\\r\n]*+",
        prefilters=(
            # Azure's.
            rb"(?:task\.setvariable variable=|##vso\[task\.setsecret\])",
            # GitHub's.
            rb"::(?:set-output|save-state|set-env|add-mask)",
        ),
        examples=(
            "##vso[task.setvariable variable=dbPassword;issecret=true]«Meadow94 timber!»",
            "##vso[task.setsecret]«hunter»\n##vso[task.setvariable variable=SignPwd]«x y»",
            "::set-output name=smtp_token::«hunter2»\n::add-mask::«River»",
        ),
        counter_examples=(
            "##vso[task.setvariable variable=buildNumber]2026.11",
            "::set-output name=passed::12 ::add-mask::***",
        ),
    ),
    LineRule(
        id="field-of-hash",
        kind="token",
        finds="A secret among the arguments of a command of Redis, after a name for it",
        # As it shows commands that it gets.
        trigger=(
            rb"(?i:hset|hmset|hsetnx) ",
            # As it shows commands that it gets.
            rb"\"(?i:hset|hmset|hsetnx|set|setnx|getset)\" ",
            rb"\"(?i:setex|psetex)\" ",
            rb"meta-data set ",
        ),
        # In quotes or not; no word with a number.
        secret=ANY_NAME
        # How long it is kept.
        + rb"\\{0,3}[\"']? (?:\\{0,3}\"?[0-9]{1,12}\\{0,3}\"? )?"
        # In quotes or not; no word with a number.
        + rb"\\{0,3}[\"']?(?![a-z]+[0-9]{0,3}[\s\"'])"
        + NOT_A_PASSWORD
        + rb"([^\s\"'\\]{6,})",
        examples=(
            f'1759479602.306 [0 10.0.0.4:50121] "HSET" "cfg" "api_key" "«{HEX}»"',
            '"SET" "mm:bot_token" "«Hunter-22»"; redis-cli HSET user:5 password «Hunter-22»',
        ),
        counter_examples=(
            'HSET cfg token required, "HSET" "cfg" "password" ""',
            'HSET cfg name "Hunter-22" HGET cfg password',
        ),
    ),
    _rule(
        id="typed-literal",
        finds="A password in a literal with a letter before it, as SQL's N'…' and Python's b'…'",
        # The mark, and the letter.
        prefix=PASSWORD_NAME + rb"[\"'\]]?(?: ?=|:) ?[NEBUbu]'",
        secret_start=rb"[^'\\\n]",
        secret_rest=run_of(rb"[^'\\\n]++", rb"''", rb"\\[^\n]"),
        prefilters=PASSWORD_MARKS,
        ends=b"=:\"'])",
        ends_after_space=b"=",
        examples=(
            "CREATE LOGIN mm WITH PASSWORD = N'«BrY5A9Dx!»', CHECK_POLICY = OFF",
            "{'user': 'mm', 'password': b'«hunter2»'} passwd=E'«it''s»'",
        ),
        counter_examples=(
            "PASSWORD = N'', password=b'********'",
            "ALTER LOGIN x WITH DEFAULT_DATABASE = N'hunter2'",
        ),
    ),
    _rule(
        id="value-of-helm",
        finds="A secret that Helm sets, also with a comma in it",
        effort=12,
        # Other settings may be before it.
        prefix=_SET
        + QUOTE
        # The others.
        + rb"(?:[^\s\"']{1,128},)?[\w.\[\]-]{0,64}(?:"
        + _SHORT
        # Or what secrets are kept in.
        + rb"|(?<![a-zA-Z])(?:secrets|passwords|credentials)\.[\w-]{1,48})"
        + rb"(?<!existingSecret)="
        + QUOTE,
        secret_start=rb"[^\s\"'\\,{$]",
        secret_rest=run_of(rb"[^\s\"'\\,]++", rb"\\,", rb",(?![\w.\[\]-]{1,64}=)"),
        prefilters=(_SET,),
        examples=(
            "helm upgrade mm ./chart --set smtp.pass=«otNpFd2K,gFSb8O» --wait",
            "--set-string a.b=c,db.password=«x\\,y»,replicas=2",
            "--set-string global.secrets.smtp=«kettle»",
        ),
        counter_examples=(
            "helm upgrade --set replicas=2,image.tag=v1.2.3 mm ./chart",
            "--set smtp.password=$SMTP_PASSWORD --set a.existingSecret=mm-db-1",
            "--set existingSecret.name=mm-db-1",
        ),
    ),
    _rule(
        id="cookie-of-erlang",
        kind="token",
        finds="The cookie by which nodes of Erlang trust each other",
        # A setting, an option, a sentence.
        prefix=rb"(?i:erlang[_.-]?cookie|-setcookie|erlang cookie)"
        + QUOTE
        + rb"(?: is |: ?| ?= ?| )"
        + QUOTE,
        # With a digit; no header.
        lookahead=rb"(?=[A-Za-z]{0,24}[0-9])(?=[0-9]{0,20}[A-Za-z])(?=[\w-]{12,255}(?:[\s\"'\\,]|\Z))",
        secret_start=rb"[A-Za-z0-9_-]{12}",
        secret_rest=rb"[\w-]*+",
        prefilters=(
            # The same.
            rb"(?i:erlang_cookie|erlang\.cookie|erlangcookie|erlang cookie|-setcookie)",
        ),
        examples=(
            "RABBITMQ_ERLANG_COOKIE=«CZ826P6DE5XBXC1JS8HH»",
            "erl -name x -setcookie «CZ826P6DE5XBXC1J»",
        ),
        counter_examples=(
            "reading /var/lib/.erlang.cookie: permission denied",
            "erlang cookie: set",
        ),
    ),
    Rule(
        id="answer-to-login-of-rpc",
        kind="token",
        finds="The token of a session with which Zabbix answers a login",
        # The version, and the name of the member.
        prefix=rb"\"jsonrpc\\{0,3}\": ?\\{0,3}\"2\.0\\{0,3}\", ?"
        # The next member.
        rb"\\{0,3}\"result\\{0,3}\": ?\\{0,3}\"",
        secret_start=rb"[0-9a-f]{32}",
        secret_rest=rb"[0-9a-f]*+",
        # The beginning.
        prefilters=(rb"\"jsonrpc\\{0,3}\": ?",),
        exact_start=True,
        examples=(
            f'{{"jsonrpc":"2.0","result":"«{HEX * 2}»","id":1}}',
            f'"{{\\"jsonrpc\\": \\"2.0\\", \\"result\\": \\"«{HEX * 2}»\\"}}"',
        ),
        counter_examples=(
            '{"jsonrpc":"2.0","result":"7.0.1","id":1}',
            f'{{"jsonrpc":"2.0","result":{{"hostids":["{UUID}"]}},"id":1}}',
        ),
    ),
)
