"""Secrets on the lines after their names: YAML, pretty JSON, forms, headers, tables, dialogs.

A block of content is never cut between such lines, see `spanning`.
"""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    END_OF_LINE,
    NOT_A_PASSWORD,
    NOT_OF_HELM,
    PASSWORD_MARK,
    PASSWORD_NAME,
    TOKEN_MARK,
)
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# A name that stands for several.
_PLURAL = rb"(?i:tokens|secrets|passwords)[\"']?[ ]?:[ ]?\["
_NAMED = rb"[\"']?[ ]?:[ ]?"
_TO_NEXT = _NAMED + rb"(?:[|>][+-]?[0-9]?[+-]?)?" + END_OF_LINE + rb"(?:[ \t]{0,16}\r?\n)?"
_TEXT = rb"[^\s\"'\\{}\[\]#,][^\"'\\\n\r]*"
"""A value that is neither a document nor a list."""

_NO_LOG = (
    rb"(?![0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[ T][0-9]{2}:|[0-9]{2}:[0-9]{2}:[0-9]{2}"  # a time
    rb"|(?:WARNING|ERROR|INFO|NOTICE)\b|(?:level|time|ts|msg)="  # a level, the first field
    # That of syslog; a prompt of a shell.
    rb"|[A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:|[\w.-]{1,32}@[\w.-]{1,64}:[^\s$#]{0,64}[$#] )"
)
"""Not the next line of a log or a dialog, after a prompt that was not echoed."""

_NO_MAP = rb"(?![\w.-]{1,64}[\"']?:(?:\s|\Z)|- |---)"
"""Not a map, nor a list, that a YAML key begins."""

RULES = (
    NextLinesRule(
        id="password-on-next-line",
        kind="password",
        finds="A value on the line after its name, as YAML and pretty JSON write it",
        detector=ANY_MARKS,
        ends=b":\"'",
        ends_after_space=b":",
        trigger=ANY_NAME + _TO_NEXT,
        then=(
            rb"[ \t]{0,64}(?:"
            + _NO_MAP
            + _NO_LOG
            + NOT_A_PASSWORD
            + rb"(?=[^\n]{0,128}[0-9!#$%^&*])"  # with a digit or a sign
            + rb"("
            + _TEXT
            + rb")|\"("
            + NOT_A_PASSWORD
            # In quotes of either sort.
            + rb"[^\"\\\n]+)\"|'([^'\\\n]+)')"
        ),
        examples=(
            "password: |\n  «s3cr3t-Block»\n",
            '"access_token":\n    "«2m5luDbTKqwY»",\n"secret":\n  "«two words»"\n',
            "client_secret:\n  «9wO5bYoiv5jc»\nuser: x\n",
        ),
        counter_examples=(
            "password:\n  minimum_length: 8\n",
            "token:\n  ttl: 60s\n  issuer: https://x/1\n",
            "secret:\n- name-1\n",
            "Password:\n2025-03-11 09:12:50.123 LOG: done\nPassword: \nMar  1 09:12:44 x y\n",
            "Enter password:\nmm@host:~/x$ ls -l 2\nPassword: \nlevel=info x=1\n",
        ),
    ),
    NextLinesRule(
        id="block-of-words",
        effort=60,
        kind="password",
        finds="A password of any words as a block of YAML, of up to four lines",
        detector=(PASSWORD_MARK,),
        ends=b":\"'",
        trigger=PASSWORD_NAME + rb"(?<!(?i:secret))" + rb"[\"']?: [|>][+-]?[0-9]?" + END_OF_LINE,
        then=NOT_A_PASSWORD
        + rb"[ \t]{1,64}"
        + _NO_MAP
        + NOT_A_PASSWORD
        + rb"([^\s{\[$-][^\n\r]*)"
        # Three more.
        + (rb"(?:\r?\n[ \t]{2,64}" + _NO_MAP + rb"([^\s-][^\n\r]*))?") * 3,
        examples=(
            "passphrase: >-\n    «four little ducks»\n    «on the pond»\nx: 1\n",
            "  password: |\n    «magpie»\n  port: 587\n",
        ),
        counter_examples=(
            "password: |\n\nx: 1\nsecret: |\n  long text\n",
            "password: >-\n  type: string\n",
        ),
    ),
    NextLinesRule(
        id="list-on-next-lines",
        kind="token",
        finds="A list of tokens or passwords, each on its own line",
        detector=(*ANY_MARKS, _PLURAL),
        ends=b":\"'[",
        ends_after_space=b":",
        trigger=ANY_NAME + rb"s?[\"']?[ ]?:[ ]?\[" + END_OF_LINE,
        # The first of the list.
        then=rb"[ \t]{0,64}\"([^\"\\\n]{6,})\",?"
        # Up to three more.
        + (rb"(?:" + END_OF_LINE + rb"[ \t]{0,64}\"([^\"\\\n]{6,})\",?)?") * 3,
        examples=(
            '"tokens": [\n  "«qjd83hs7akd92hsk10wq»"\n]\n',
            '"secrets": [\n  "«qjd83hs7akd9»",\n  "«9d8ryd3t7mwb»"\n]\n',
        ),
        counter_examples=('"tokens": [\n  {"id": 1}\n]\n', '"tokens": [\n]\n'),
    ),
    NextLinesRule(
        id="continued-assignment",
        kind="password",
        finds="A value on the line after an equals sign and a backslash",
        detector=(rb"=\\[ \t\r\n]",),
        before=ANY_NAME,
        before_bytes=24,
        trigger=rb"=\\" + END_OF_LINE,
        # Indented, in quotes or not.
        then=rb"[ \t]{0,64}[\"']?([^\s\"'\\]+)",
        examples=("MM_PASSWORD=\\\n«Grq73g8rhSipj97K»\n", "export MM_TOKEN=\\\n  '«abc»'\n"),
        counter_examples=("MM_PASSWORD=\\\n\n", "MM_PASSWORD_FILE=\\\n/etc/x\n"),
    ),
    NextLinesRule(
        id="form-on-next-lines",
        kind="password",
        finds="A field of a form with several parts",
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b'"',
        before=rb"name=\"[\w.\[\]-]{0,32}",
        trigger=ANY_NAME + rb"\"" + END_OF_LINE,
        # Other headers of the part, an empty line, the value.
        then=rb"(?:[ \t#]{0,16}[A-Za-z-]{1,32}: [^\r\n]{0,128}\r?\n){0,2}"
        # Also indented.
        rb"[ \t#]{0,16}\r?\n[ \t#]{0,16}([^\s][^\r\n]*)",
        examples=(
            'Content-Disposition: form-data; name="password"\n\n«a b»\n--x--\n',
            'x; name="client_secret"\r\nContent-Type: text/plain\r\n\r\n«abc»\r\n--x--\n',
        ),
        counter_examples=(
            'form-data; name="password"\n\n\n--x--\n',
            'form-data; name="password"\nContent-Type: text/plain\n--x--\n',
        ),
    ),
    NextLinesRule(
        id="pair-on-next-lines",
        kind="password",
        finds="The value of a pair whose name means a secret, on its own line",
        detector=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"\"'\r\n",
        # The first member of the pair.
        before=rb"(?i:name|key|type)[\"']?[ ]{0,12}(?:: |= ?)[\"']?[\w.-]{0,48}",
        trigger=ANY_NAME + NOT_OF_HELM + rb"[\"']?,?" + END_OF_LINE,
        then=(
            # Another member may be between them.
            rb"(?:[ \t#]{0,64}[\"']?(?i:type|kind|secure|label)[\"']?: [^\n]{0,64}\n)?"
            # The second member.
            rb"[ \t#]{0,64}[\"']?(?i:value|content)[\"']?[ ]{0,12}(?:: |= ?)"
            # No variable of Terraform.
            rb"(?!\"?(?:\$\{)?(?:var|local|data|module|each)\.[a-z])"
            # As a block.
            rb"(?:[|>][+-]?[0-9]?\r?\n[ \t]{0,64})?"
            # In double quotes, in single ones, in none.
            rb"(?:\"((?:[^\"\\\n]|\\[^\n])+)|'([^'\n]+)|([^\s\"'{\[][^\n\r]*))"
        ),
        examples=(
            "- name: POSTGRES_PASSWORD\n  value: «River_Falcon_61»\n",
            '"name": "DB_PASSWORD",\n  "value": "«1Pd2BaFuiQBj»"\n',
            'set {\n  name  = "auth.password"\n  value = "«kettle»"\n}\n',
            '- key: "api_key"\n  type: string\n  value: «Q7kdWxBK»\n',
        ),
        counter_examples=(
            "- name: POSTGRES_PASSWORD\n  valueFrom:\n    secretKeyRef: x\n",
            "- name: team-secret\n  mountPath: /x\n",
        ),
    ),
)
