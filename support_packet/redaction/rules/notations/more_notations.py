"""Secrets in notations that few programs use: packed, escaped, in lists of arguments, in CEF."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
)
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER
from support_packet.redaction.expressions.nouns import ANY_NOUN
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_BASE64 = rb"[A-Za-z0-9+/]"
_NEW_LINE = rb"(?:\\{1,3}r)?\\{1,3}n"

_rule = partial(
    Rule,
    kind="password",
    lookahead=NOT_A_PASSWORD,
    secret_start=rb"[^\s\"'\\<>&]",
    secret_rest=rb"[^\s\"'\\<>&]*+",
    exact_start=True,
)

RULES = (
    _rule(
        id="dialog-of-smtp-in-json",
        finds="What is sent to a mail server to log in, where JSON joins the lines of a dialog",
        prefix=(
            # What the server asks for: a password, a user, a proof.
            rb"(?:334 (?:UGFzc3dvcmQ6|VXNlcm5hbWU6)|CRAM-MD5"
            + _NEW_LINE
            + rb"334 [A-Za-z0-9+/=]{8,128})"
            + _NEW_LINE
            + rb"(?:[CS<>]: )?"
        ),
        lookahead=b"",
        secret_start=_BASE64 + rb"{4}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        # What is asked for, or the way to prove it.
        prefilters=(rb"334 (?:UGFzc3dvcmQ6|VXNlcm5hbWU6)", rb"CRAM-MD5\\"),
        examples=(
            '"AUTH LOGIN\\r\\n334 UGFzc3dvcmQ6\\r\\n«BTI9oU+qOqCat»\\r\\n535 5.7.8"',
            '"AUTH CRAM-MD5\\r\\n334 PDE4OTYuNjk3\\r\\n«tZb0+SmcESCG»"',
        ),
        counter_examples=('"334 UGFzc3dvcmQ6\\r\\n*\\r\\n"', '"250-AUTH CRAM-MD5\\r\\n250 OK"'),
    ),
    _rule(
        id="field-of-cef",
        finds="A secret in a field of ArcSight's format, whose label is another field",
        # The label, and the field.
        prefix=rb"Label=[\w.-]{0,32}" + ANY_NOUN + rb" cs[1-6]=",
        prefilters=(rb"Label=[\w.-]",),
        examples=(
            "suser=bob cs1Label=sessionToken cs1=«jppgz6m48pcb» outcome=success",
            "cs2Label=api_key cs2=«k3h5x9w1» x",
        ),
        counter_examples=("cs1Label=sessionToken cs1= outcome=x", "cs1Label=team cs1=eng"),
    ),
    _rule(
        id="password-in-list-of-arguments",
        finds="A password after its option in a list of arguments in quotes",
        # The option, its closing quote, and the next.
        prefix=rb"[\"'](?:-p|-P|-w|--pass|--pw)\\{0,3}[\"'], ?\\{0,3}[\"']",
        lookahead=(
            # A digit or a sign, a letter; no port, no word with a number, no path.
            SIGN_AND_LETTER + rb"(?![a-z]+[-_]?[0-9]{0,3}[\"'\\]|[0-9.:/a-z]+[\"'\\]|[./])"
        ),
        secret_start=rb"[^\s\"'\\]{6}",
        # The option with the comma behind it.
        prefilters=(rb"[\"']-[pPw]\\{0,3}[\"'],|[\"']--(?:pass|pw)\\{0,3}[\"'],",),
        examples=(
            '"args":["sshpass","-p","«Garden36falcon!»","sftp"]',
            "['mongodump', '-p', '«vDKUZt8BOQ»'] ['docker', 'login', '-p', '«vDKUZt8BOQ»']",
        ),
        counter_examples=('["docker","-p","8065:8065","-p","127.0.0.1:80"]', '["x","-p","name1"]'),
    ),
    _rule(
        id="password-of-template-user",
        finds="The password in a URL whose user is a variable of a template",
        # The variable.
        prefix=rb"://\{\{[^}\n]{1,48}\}\}:",
        secret_start=rb"[^\s@\"'\\{}$]",
        secret_rest=rb"[^\s@\"'\\]*+(?=@)",
        prefilters=(rb"://\{\{",),
        examples=("mysql://{{ .user }}:«1vCKIl»@db", "https://{{u}}:«a!b»@x"),
        counter_examples=("mysql://{{ .user }}:{{ .pw }}@db", "https://{{host}}:8065/x"),
    ),
    LineRule(
        id="keyring",
        kind="token",
        finds="The keys with which nodes encrypt what they say to each other",
        # A list, in quotes or not.
        trigger=(rb"(?i:keyring)\\{0,3}\"?[=:] ?\[",),
        end=rb"\]",
        # A key of 16, 24 or 32 bytes.
        secret=rb"(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{22,43}={1,2})",
        examples=(
            f"keyring=[«{MIXED * 2}=» «{MIXED}aB3dE5=»]",
            f'"keyring": ["«{MIXED * 2}=»"]',
        ),
        counter_examples=("keyring=[]", "keyring: [default, next]"),
    ),
    _rule(
        id="attribute-in-html",
        finds="The value of a field of a form whose name means a secret, in escaped HTML",
        # Both quotes as HTML writes them.
        prefix=ANY_NAME + rb"&(?:quot|\#34);[ ]{1,4}value=&(?:quot|\#34);",
        prefilters=ANY_MARKS,
        ends=b"&",
        examples=(
            f"name=&quot;client_secret&quot; value=&quot;«{MIXED}»&quot;&gt;",
            "name=&#34;password&#34; value=&#34;«a1»&#34;",
        ),
        counter_examples=(
            "name=&quot;password&quot; value=&quot;&quot;",
            "name=&quot;token_type&quot; value=&quot;x&quot;",
        ),
    ),
    _rule(
        id="pair-in-escaped-yaml",
        finds="The value of a pair of YAML, where JSON joins its lines",
        # The name as a value, and the line end.
        prefix=ANY_NAME + rb"\\{0,3}[\"']?" + _NEW_LINE + rb"[ ]{1,16}value: \\{0,3}[\"']?",
        prefilters=ANY_MARKS,
        ends=b"\\\"'",
        examples=(
            f'"secrets:\\n- name: token\\n  value: «{MIXED}»\\n"',
            '"- name: DB_PASSWORD\\n  value: \\"«a1»\\"\\n"',
        ),
        counter_examples=(
            '"- name: token\\n  valueFrom: x\\n"',
            '"- name: tokens\\n  value: 5\\n"',
        ),
    ),
    _rule(
        id="block-in-escaped-yaml",
        finds="A password as a block of YAML, where JSON joins its lines",
        # The mark of a block.
        prefix=PASSWORD_NAME + rb": [>|][+-]?" + _NEW_LINE + rb"[ ]{1,16}",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(PASSWORD_MARK,),
        ends=b":",
        examples=(
            '"  password: >-\\n    «Violin_River_62»\\n  port: 587\\n"',
            '"secret: |\\n  «two words»\\n"',
        ),
        counter_examples=('"password: |\\n"', '"password: >-\\nport: 5"'),
    ),
    _rule(
        id="member-of-xml-rpc",
        finds="The value of a member of XML-RPC whose name means a secret",
        # The next element, and maybe its type.
        prefix=ANY_NAME + rb"</name>[ \t]{0,16}<value>[ \t]{0,16}(?:<string>)?",
        secret_rest=rb"[^<>\n]*+",
        prefilters=ANY_MARKS,
        ends=b"<",
        examples=(
            "<member><name>password</name><value><string>«kpB9u7»</string></value></member>",
            "<name>api_token</name> <value>«k3h5x9w1»</value>",
        ),
        counter_examples=(
            "<name>password</name><value></value>",
            "<name>user</name><value>mm</value>",
        ),
    ),
)
