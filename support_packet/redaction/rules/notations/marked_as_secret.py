"""Values of pairs that another member marks as secret, in collections of requests and settings."""

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD, run_of
from support_packet.redaction.rule_kinds.line_rule import BeforeRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import OF_HEADERS

# What says that a value is secret: its type, or a flag.
_MARK = (
    # The type.
    rb"(?:\"type\\{0,7}\": ?\\{0,7}\"(?:secret|password)\\{0,7}\""
    # The flags of several programs.
    rb"|\"(?:secret|is_?[sS]ecret|sensitive|is_?[sS]ensitive|secure|masked|protected|encrypted)"
    rb"\\{0,7}\": ?true)"
)
# The member.
_VALUE = rb"\"(?:value|default|current_?[vV]alue)\\{0,7}\": ?\\{0,7}\""
_MARKS = (
    # The same, without what may be escaped.
    rb"\"type\\{0,7}\": ?\\{0,7}\"(?:secret|password)",
    # One by one: a flag is at the end.
    rb"\"(?:secret|sensitive|secure|masked|protected|encrypted)\\{0,7}\": ?true",
    # The same.
    rb"\"(?:is_?[sS]ecret|is_?[sS]ensitive)\\{0,7}\": ?true",
)

RULES = (
    Rule(
        id="header-in-pair",
        kind="token",
        finds="Cookies, and headers that authorize, as pairs of a name and a value",
        # The header, and the next member.
        prefix=rb"\"name\\{0,7}\": ?\\{0,7}\""
        + OF_HEADERS
        # The other member.
        + rb"\\{0,7}\", ?\\{0,7}\"value\\{0,7}\": ?\\{0,7}\"",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n]{8}",
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\[^\"\n]"),
        # The name.
        prefilters=(
            rb"\"name\\{0,7}\": ?\\{0,7}\"(?i:cookie|set-cookie)",  # cookies
            # Others.
            rb"\"name\\{0,7}\": ?\\{0,7}\"(?i:x-)",
        ),
        exact_start=True,
        examples=(
            '{"name":"Cookie","value":"«session=eyJ1c2VyIjoiYm9iIn0.ZxYwVu»"}',
            '{"name": "X-Auth", "value": "«k3h5x9w1qf7tbn8y»"}',
        ),
        counter_examples=(
            '{"name":"cookies","value":"accepted!"} {"name":"Cookie","value":""}',
            '{"name":"X-Request-Id","value":"k3h5x9w1qf7tbn8y"}',
        ),
    ),
    NextLinesRule(
        id="credential-of-turn",
        kind="password",
        finds="The credential of a server of TURN, after the user",
        within_line=True,
        # The name, and a quote.
        detector=(rb"credential\\{0,3}[\"']?: ?\\{0,3}[\"']",),
        # Quotes of JSON or of JavaScript.
        before=rb"(?i:username)\\{0,3}[\"']?: ?\\{0,3}[\"'][^\"'\\\n]{1,64}"
        rb"\\{0,3}[\"'], ?\\{0,3}[\"']?",  # the next
        before_bytes=128,
        # The other member.
        trigger=rb"credential\\{0,3}[\"']?: ?\\{0,3}[\"']",
        then=NOT_A_PASSWORD + rb"([^\"'\\\n]{3,128})",
        examples=(
            '{"urls":"turn:x:3478","username":"mm","credential":"«kettle»"}',
            "[{ urls: 'turn:x', username: 'mm', credential: '«kettle9»' }]",
        ),
        counter_examples=(
            '{"username":"mm","credential":""}',
            '{"username":"mm","credentials":"none"}',
        ),
    ),
    BeforeRule(
        id="value-before-mark",
        kind="password",
        finds="The value of a pair, right before a member that says that it is secret",
        trigger=_MARKS,
        # Up to the comma.
        before=_VALUE + NOT_A_PASSWORD + rb"([^\"\\\n]{4,96})\\{0,7}\", ?\\{0,7}",
        examples=(
            '{"key":"mm_pat","value":"«818umgsjdyzz»","type":"secret","enabled":true}',
            '{"name": "X", "value": "«bread and butter»", "sensitive": true}',
        ),
        counter_examples=(
            '{"key":"x","value":"","type":"secret"} {"value":"abcde","type":"text"}',
            '{"value":"********","secret":true} {"value":"abcde","secret":false}',
        ),
    ),
    Rule(
        id="value-after-mark",
        kind="password",
        finds="The value of a pair, right after a member that says that it is secret",
        prefix=_MARK + rb", ?\\{0,7}" + _VALUE,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n]",
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\[^\"\n]"),
        prefilters=_MARKS,
        exact_start=True,
        examples=(
            '{"key":"mm_pat","type":"secret","value":"«818umgsjdyzz»"}',
            '{"name": "X", "masked": true, "value": "«bread and butter»"}',
        ),
        counter_examples=(
            '{"type":"secret","value":""} {"type":"text","value":"abcde"}',
            '{"protected":true,"name":"abcde"}',
        ),
    ),
)
