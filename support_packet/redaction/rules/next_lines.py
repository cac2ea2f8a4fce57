"""Secrets on the lines after their names: YAML, pretty JSON, forms, headers, tables, dialogs.

A block of content is never cut between such lines, see `spanning`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from support_packet.redaction.rules.base import BaseRule
from support_packet.redaction.rules.fragments import ANY_NAME, NOT_A_PASSWORD

_END = rb"[ \t]{0,16}\r?\n"
_INDENT = rb"[ \t>|]{0,64}"
_NAMED = rb"[\"']?[ ]?:[ ]?"
_TO_NEXT = _NAMED + rb"(?:[|>][+-]?[0-9]?)?" + _END
_TEXT = rb"[^\s\"'\\{}\[\]#,][^\"'\\\n\r]*"
"""A value that is no document and no list."""

_NO_MAP = rb"(?![\w.-]{1,64}[\"']?:(?:\s|\Z)|- |---)"
"""Not a map, nor a list, that a YAML key begins."""


@dataclass(frozen=True, kw_only=True)
class NextLinesRule(BaseRule):
    """Finds secrets on the lines after a trigger, which reaches to the end of its line.

    `then` matches right after it, and its groups are the secrets. It reaches over `lines` lines at
    most after that of the trigger, and refuses at once.
    """

    trigger: tuple[bytes, ...]
    then: bytes
    lines: int = 4

    @property
    def detectors(self) -> tuple[bytes, ...]:
        """See `BaseRule`."""
        return self.trigger

    @cached_property
    def expressions(self) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
        """The trigger, and what comes after it."""
        return re.compile(b"|".join(self.trigger)), re.compile(self.then)

    def find(self, data: bytes, start: int, end: int) -> tuple[int, int] | None:
        """See `BaseRule`: the first of them."""
        return next(self.find_all(data, start, end), None)

    def find_all(self, data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
        """See `BaseRule`."""
        trigger, then = self.expressions
        if (head := trigger.match(data, start)) and (found := then.match(data, head.end())):
            for group in range(1, (found.lastindex or 0) + 1):
                if found.start(group) < found.end(group):
                    yield found.span(group)


RULES = (
    NextLinesRule(
        id="password-on-next-line",
        kind="password",
        finds="A value on the line after its name, as YAML and pretty JSON write it",
        trigger=(ANY_NAME + _TO_NEXT,),
        then=(
            rb"[ \t]{0,64}(?:"
            + _NO_MAP
            + NOT_A_PASSWORD
            + rb"(?=[^\n]{0,128}[0-9!#$%^&*])"  # with a digit or a sign
            + rb"("
            + _TEXT
            + rb")|\"("
            + NOT_A_PASSWORD
            + rb"[^\"\\\n]+)\"|'([^'\\\n]+)')"
        ),
        examples=(
            "password: |\n  «s3cr3t-Block»\n",
            '"access_token":\n    "«2m5luDbTKqwY»",\n',
            "client_secret:\n  «9wO5bYoiv5jc»\nuser: x\n",
        ),
        counter_examples=(
            "password:\n  minimum_length: 8\n",
            "token:\n  ttl: 60s\n  issuer: https://x/1\n",
            "secret:\n- name-1\n",
        ),
    ),
    NextLinesRule(
        id="list-on-next-lines",
        kind="token",
        finds="A list of tokens or passwords, each on a line of its own",
        trigger=(ANY_NAME + rb"s?[\"']?[ ]?:[ ]?\[" + _END,),
        then=rb"[ \t]{0,64}\"([^\"\\\n]{6,})\",?"
        + (rb"(?:" + _END + rb"[ \t]{0,64}\"([^\"\\\n]{6,})\",?)?") * 3,
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
        trigger=(ANY_NAME + rb"=\\" + _END,),
        then=rb"[ \t]{0,64}[\"']?([^\s\"'\\]+)",
        examples=("MM_PASSWORD=\\\n«Grq73g8rhSipj97K»\n", "export MM_TOKEN=\\\n  '«abc»'\n"),
        counter_examples=("MM_PASSWORD=\\\n\n", "MM_PASSWORD_FILE=\\\n/etc/x\n"),
    ),
    NextLinesRule(
        id="form-on-next-lines",
        kind="password",
        finds="A field of a form with several parts",
        trigger=(rb"name=\"[\w.\[\]-]{0,32}" + ANY_NAME + rb"\"" + _END,),
        then=rb"(?:[A-Za-z-]{1,32}: [^\r\n]{0,128}\r?\n){0,2}\r?\n([^\r\n]+)",
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
        finds="The value of a pair whose name means a secret, on a line of its own",
        trigger=(rb"(?i:name|key)[\"']?: [\"']?[\w.-]{0,48}" + ANY_NAME + rb"[\"']?,?" + _END,),
        then=(
            rb"(?:[ \t]{0,64}[\"']?(?i:type|kind|secure|label)[\"']?: [^\n]{0,64}\n)?"
            rb"[ \t]{0,64}[\"']?value[\"']?: (?:\"((?:[^\"\\\n]|\\[^\n])+)|'([^'\n]+)|([^\s\"'{\[][^\n\r]*))"
        ),
        examples=(
            "- name: POSTGRES_PASSWORD\n  value: «River_Falcon_61»\n",
            '"name": "DB_PASSWORD",\n  "value": "«1Pd2BaFuiQBj»"\n',
            '- key: "api_key"\n  type: string\n  value: «Q7kdWxBK»\n',
        ),
        counter_examples=(
            "- name: POSTGRES_PASSWORD\n  valueFrom:\n    secretKeyRef: x\n",
            "- name: team-secret\n  mountPath: /x\n",
        ),
    ),
    NextLinesRule(
        id="folded-header",
        kind="token",
        finds="A header that goes on on the next line",
        trigger=(rb"(?i:authorization|" + ANY_NAME + rb"):[ ]?(?i:bearer|basic|digest)?" + _END,),
        then=rb"[ \t]{1,16}(?![\w.-]{1,64}:(?:\s|\Z))(?=[^\n]{0,64}[0-9])([A-Za-z0-9._~+/=-]{8,})\r?(?:\n|\Z)",
        examples=(
            "Authorization: Bearer\n  «936rpcktepiifspd45»\n",
            "X-Auth-Token:\r\n\t«936rpcktepiifspd45»\r\nHost: x\r\n",
        ),
        counter_examples=(
            "Authorization: Bearer\nHost: x12345678\n",
            "Authorization: Basic\n  realm: x12345678\n",
        ),
    ),
    NextLinesRule(
        id="smtp-dialog",
        kind="password",
        finds="The answer to a mail server that asks for a password",
        trigger=(rb"334 (?:UGFzc3dvcmQ6|VXNlcm5hbWU6)" + _END,),
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
        trigger=(rb"<[\w:.-]{0,32}" + ANY_NAME + rb"(?: [^<>\n]{0,64})?>" + _END,),
        then=rb"[ \t]{0,64}([^\s<][^<\n\r]*)\r?\n[ \t]{0,64}</",
        examples=(
            "<Password>\n  «zep33FALC942»\n</Password>\n",
            '<ns:clientSecret x="y">\n«a b»\n</ns:clientSecret>\n',
        ),
        counter_examples=("<Password>\n</Password>\n", "<Token>\n  <id>5</id>\n</Token>\n"),
    ),
    NextLinesRule(
        id="table-of-tokens",
        kind="token",
        finds="Tokens in a table of a database's client",
        trigger=(rb"\| (?i:token|mfasecret|password)[ ]{1,32}\|",),
        then=rb"[^\n]{0,512}\n(?:[+|-]{3,512}\r?\n)?\| ([^\s|]{6,})[ ]*\|[^\n]*"
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
        kind="password",
        finds="The rest of a password of LDIF that is folded",
        trigger=(rb"(?i:password|pwd):: ?[A-Za-z0-9+/]{16,256}\r?\n",),
        then=rb" ([A-Za-z0-9+/]+={0,2})\r?(?:\n|\Z)(?: ([A-Za-z0-9+/]+={0,2})\r?(?:\n|\Z))?",
        examples=(
            "userPassword:: I8G+phSFtfhPthIL\n «ezLAdqQPcE69G0l8»\n",
            "unicodePwd:: I8G+phSFtfhPthIL\n «ezLAdqQPcE69G0l8»\n «eA==»\n",
        ),
        counter_examples=(
            "userPassword:: I8G+phSFtfhPthIL\nuid: bob\n",
            "jpegPhoto:: I8G+phSFtfhPthIL\n ezLAdqQPcE69G0l8\n",
        ),
    ),
    NextLinesRule(
        id="putty-key",
        kind="private key",
        finds="The private lines of a key of PuTTY",
        trigger=(rb"Private-Lines: [0-9]{1,3}\r?\n",),
        then=(rb"([A-Za-z0-9+/]{16,}={0,2})" + rb"(?:\r?\n([A-Za-z0-9+/]{4,}={0,2}))?" * 40)
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
)
