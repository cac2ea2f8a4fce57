"""Credentials of clients of HTTP: users with passwords, sessions of tools, files of cookies."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import QUOTE, SIGN_AND_LETTER
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_TAB = rb"\t"

RULES = (
    Rule(
        id="basic-auth-setting",
        kind="password",
        finds="The password after a user's name in a setting for HTTP Basic",
        # The name of the setting, and of the user.
        prefix=rb"(?i:basicauth|_auth)" + QUOTE + rb"[ ]?[=:][ ]?" + QUOTE + rb"[\w.@+-]{1,64}:",
        lookahead=rb"(?!//)" + SIGN_AND_LETTER + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\,;}]{4}",
        secret_rest=rb"[^\s\"'\\,;}]*+",
        # What the names end with, and a mark.
        prefilters=(rb"(?i:basicauth|_auth)[ =:\"'\\]",),
        exact_start=True,
        effort=1,
        examples=(
            'SOLR_AUTHENTICATION_OPTS="-Dbasicauth=solr:«Hunter-22»"',
            'ELASTIC_AUTH=elastic:«Hunter-22» {"basicAuth":"admin:«Hunter-22»"}',
        ),
        counter_examples=(
            "basic_auth: user:password",
            "proxy_auth: http://proxy1.example.com:3128",
        ),
    ),
    Rule(
        id="auth-of-httpie",
        kind="token",
        finds="The credentials of a session of HTTPie",
        # The name, and of Basic the user.
        prefix=rb"raw_auth\\{0,7}\"[ ]?:[ ]?\\{0,7}\"(?:[\w.@+-]{1,64}:)?",
        secret_start=rb"[^\s\"\\]",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(rb"raw_auth[\"\\]",),
        exact_start=True,
        examples=(
            f'{{"auth":{{"type":"bearer","raw_auth":"«{MIXED}»"}}}}',
            '"raw_auth": "bob:«Hunter-22»"',
        ),
        counter_examples=('{"auth":{"type":null,"raw_auth":""}}', "raw_auth is empty"),
    ),
    Rule(
        id="cookie-in-file",
        kind="token",
        finds="The value of a cookie in a file of curl's or a browser's cookies",
        # Whether for all hosts, the path, whether for HTTPS only, the time.
        prefix=_TAB
        + rb"/[^\s\\]{0,128}"
        + _TAB
        + rb"(?:TRUE|FALSE)"
        + _TAB
        + rb"[0-9]{1,12}"
        # The name.
        + _TAB
        # No cookie that only counts, or says who it is.
        + rb"(?!MMUSERID|_ga|_gid|_pk_|rl_|lang|theme)[\w.%-]{1,64}"
        + _TAB,
        lookahead=rb"(?=[^\s\\]{0,64}[0-9])",
        secret_start=rb"[^\s\\\"]{8}",
        secret_rest=rb"[^\s\\\"]*+",
        # The path.
        # Up to whether for HTTPS only.
        prefilters=(rb"\t/[^\s\\]{0,128}\t(?:TRUE|FALSE)\t",),
        exact_start=True,
        examples=(
            "#HttpOnly_chat.example.com\tFALSE\t/\tTRUE\t1793600062\tMMAUTHTOKEN\t«y1ndrfg8ejkm»\n",
            "x\tTRUE\t/chat\tTRUE\t0\tconnect.sid\t«s%3Ak3h5x9w1»\n",
        ),
        counter_examples=(
            "chat.example.com\tFALSE\t/\tTRUE\t1793600062\tMMUSERID\ty1ndrfg8ejkm\n",
            "chat.example.com\tFALSE\t/\tTRUE\t1793600062\tsidebar\tcollapsed\n",
        ),
    ),
    NextLinesRule(
        id="enrollment-token",
        kind="token",
        finds="The token with which a program joins Elasticsearch, on the line after its name",
        within_line=True,
        detector=(rb"(?i:enrollment token)",),
        # The rest of the sentence.
        trigger=rb"(?i:enrollment token)[^\n]{0,160}:[ \t]{0,8}\r?\n",
        # The whole line.
        then=rb"[ \t]{0,16}([A-Za-z0-9+/_-]{40,}={0,2})[ \t]*\r?(?:\n|\Z)",
        examples=(
            f"Copy the following enrollment token (valid for 30 minutes):\n  «{MIXED * 3}==»\n",
            f"Enrollment token for Kibana:\n«{MIXED * 4}»\n",
        ),
        counter_examples=(
            "The enrollment token was used:\n  by the node es02\n",
            "enrollment token:\n  is-used-up\n",
        ),
    ),
)
