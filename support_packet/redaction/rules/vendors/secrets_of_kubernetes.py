"""The data of secrets of Kubernetes, whatever its members are called."""

from support_packet.redaction.expressions.fragments import END_OF_LINE
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule

# The beginning of the members, and the name of each.
_DATA = rb"\"?(?:data|stringData)\"?: ?\{?"
_NAME = rb"[ \t]{1,16}\"?[\w.-]{1,128}\"?: ?"  # indented
_MEMBER = (
    _NAME
    # A value of one word that is long enough; or another, or a text of several lines.
    + rb"(?:\"?([^\s\"{}|>]{12,})\"?,?|[^\n]{0,64})[ \t]{0,8}\r?\n"
    # Its further lines.
    + rb"(?>(?:[ \t]{1,16}[A-Za-z0-9+/=]{12,}\r?\n){0,8})"
)
_OPTIONAL = rb"(?>(?:" + _MEMBER + rb")?)"
# As far as the data of this one, and not of another.
_OTHER_LINES = (
    # As far as its data, and not those of another.
    rb"(?:(?!---|[ -]{0,16}kind:|[ \t]{0,8}\"?(?:string)?[dD]ata\"?:)[^\n]{0,160}\n){0,24}?"
)

# In JSON, escaped or not.
_KIND = rb"(?:\"kind\": ?\"Secret\"|\"kind\\\": ?\\\"Secret\\\")"

RULES = (
    NextLinesRule(
        id="data-after-kind",
        kind="token",
        finds="The data of a secret of Kubernetes, on the lines after its kind",
        # In YAML and in JSON.
        detector=(rb"(?:kind: Secret|kind: \"Secret|kind\": \"Secret|kind\":\"Secret)",),
        trigger=rb"kind\"?: ?\"?Secret\"?,?" + END_OF_LINE,
        needs=b"ata",
        then=_OTHER_LINES + rb"[ \t]{0,8}" + _DATA + END_OF_LINE + _MEMBER + _OPTIONAL * 7,
        examples=(
            "kind: Secret\nmetadata:\n  name: db\ndata:\n  DSN: «cG9zdGdyZXM6Ly9tbQ==»\n  x: b\n",
            'kind: "Secret"\nstringData:\n  smtp: "«River-Falcon-61»"\n  dsn: «postgres:hunter»\n',
        ),
        counter_examples=(
            "kind: Secret\nmetadata:\n  name: the-usual-name\n---\ndata:\n  a: cG9zdGdyZXM6L\n",
            "kind: ConfigMap\ndata:\n  DB_HOST: database-1.example.com\n",
        ),
    ),
    NextLinesRule(
        id="data-before-kind",
        kind="token",
        finds="The data of a secret of Kubernetes, on the lines before its kind",
        # The end of a line of either.
        detector=(rb"(?:ata:\n|ata:\r\n|ata\": \{\n|ata\": \{\r\n|ata\":\{\n)",),
        before=rb"(?<![A-Za-z])(?:d|stringD)",
        trigger=rb"ata\"?: ?\{?" + END_OF_LINE,
        needs=b"Secret",
        # The kind follows.
        then=rb"(?=(?:[^\n]{0,2048}\n){1,16}?[ \t]{0,8}\"?kind\"?: \"?Secret\b)"
        + _MEMBER
        + _OPTIONAL * 7,
        examples=(
            "apiVersion: v1\ndata:\n  DB_URL: «cG9zdGdyZXM6Ly9tbQ==»\n  x: bW0=\nkind: Secret\n",
            '  "data": {\n    "a.b": "«cG9zdGdyZXM6Ly9tbQ==»"\n  },\n  "kind": "Secret",\n',
        ),
        counter_examples=(
            "apiVersion: v1\ndata:\n  DB_HOST: database-1.example.com\nkind: ConfigMap\n",
            "metadata:\n  name: cG9zdGdyZXM6Ly9tbQ==\nkind: Secret\n",
        ),
    ),
    LineRule(
        id="data-on-line-of-kind",
        kind="token",
        finds="The data of a secret of Kubernetes in JSON on one line, as its audit log has it",
        # The kind, or what a request is about.
        trigger=(_KIND, rb"\"resource\\?\": ?\\?\"secrets\\?\"", rb"patch secrets? "),
        # Of the last no whole word, which lines may repeat.
        detector=(_KIND, rb"\"resource\\?\": ?\\?\"secrets\\?\"", rb"patch secr"),
        # The members.
        begin=rb"\"(?:data|stringData)\\{0,3}\": ?\{",
        end=rb"\}",
        # A value that is long enough.
        secret=rb"\": ?\\{0,3}\"([^\"\\]{12,})",
        examples=(
            '{"kind":"Secret","metadata":{"name":"x"},"data":{"license":"«cG9zdGdyZXM6Ly9tbQ»"}}',
            'kubectl patch secret db -p \'{"data":{"dsn":"«cG9zdGdyZXM6L»"}}\'',
            '"resource":"secrets","requestObject":{"data":{"a":"«cG9zdGdyZXM6L»","b":"bW0="}}',
        ),
        counter_examples=(
            '{"kind":"ConfigMap","data":{"host":"database-1.example.com"}}',
            '{"kind":"Secret","metadata":{"name":"the-usual-name-of-it"}}',
        ),
    ),
    LineRule(
        id="data-on-line-before-kind",
        kind="token",
        finds="The data of a secret of Kubernetes in JSON on one line, before its kind",
        # The members.
        trigger=(rb"\"(?:data|stringData)\\{0,3}\": ?\{",),
        # The kind comes after it.
        condition=rb"(?=[^\n{}]{2,4096}\},? ?[^\n]{0,256}?" + _KIND + rb")",
        end=rb"\}",
        # A value that is long enough.
        secret=rb"\": ?\\{0,3}\"([^\"\\]{12,})",
        examples=(
            '{"apiVersion":"v1","data":{"a":"«cG9zdGdyZXM6L»","b":"bW0="},"kind":"Secret"}',
            '"{\\"data\\":{\\"a\\":\\"«cG9zdGdyZXM6L»\\"},\\"kind\\":\\"Secret\\"}"',
        ),
        counter_examples=(
            '{"data":{"host":"database-1.example.com"},"kind":"ConfigMap"}',
            '{"data":{},"kind":"Secret","name":"the-usual-name-of-it"}',
        ),
    ),
    LineRule(
        id="string-data",
        kind="token",
        finds="The data of a secret of Kubernetes that are not encoded, in JSON on one line",
        # Only secrets have them.
        trigger=(rb"\"stringData\\{0,3}\": ?\{",),
        end=rb"\}",
        # A value.
        secret=rb"\": ?\\{0,3}\"([^\"\\]{6,})",
        examples=(
            'secret/db patched: {"stringData":{"url":"«River-61»","x":"1"}}',
            '"{\\"stringData\\": {\\"url\\": \\"«River-61»\\"}}"',
        ),
        counter_examples=('{"stringData":{}}', '{"stringData":{"a":"b"},"name":"River-61"}'),
    ),
)
