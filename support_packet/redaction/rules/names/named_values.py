"""Secrets whose name is itself a value: pairs of JSON and XML, and elements of XML."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
    run_of,
)
from support_packet.redaction.expressions.notation import DEEP_QUOTE
from support_packet.redaction.rule_kinds.rule import Rule

# What the second member is called.
_VALUE = (
    rb"(?i:values?|val|v|default|content"  # of a pair
    # In more words.
    rb"|(?:parameter|setting|option|attribute|property|field|variable|string)_?value"
    rb"|(?:base|actual|old|new|previous|current)(?:_?val(?:ue)?)?)"  # of a change
)
# In a list or not.
_BETWEEN = (
    DEEP_QUOTE
    + rb": ?\[?(?:\{ ?\\{0,7}\"(?i:string_?value)\\{0,7}\": ?)?"  # of OpenTelemetry
    + DEEP_QUOTE
)
# The end of a tag, in any spelling.
_OPENS = rb"(?:>|\\{1,7}u003[eE]|&gt;|%3[eE])"

# The last name and the quote before its value.
_SECOND = _VALUE + _BETWEEN

_second_value = partial(
    Rule,
    lookahead=NOT_A_PASSWORD,
    secret_start=rb"[^\"'\\\n]",
    secret_rest=run_of(rb"[^\"\\\n]++", rb"\\\\[^\"\n]"),
    prefilters=(PASSWORD_MARK, TOKEN_MARK),
    ends=b"\"'\\",
    exact_start=True,
)

# Also as JSON escapes them.
_SPACES = rb"(?:[ \t]|\\{1,3}[nrt]){0,8}"

RULES = (
    _second_value(
        id="named-pair",
        kind="password",
        finds="The value of a pair of JSON whose name, as another value, means a secret",
        prefix=ANY_NAME
        + DEEP_QUOTE
        + rb", ?"
        # Another member.
        + rb"(?:"
        + DEEP_QUOTE
        + rb"[A-Za-z_]{1,24}"
        + DEEP_QUOTE
        + rb": ?(?:"
        + DEEP_QUOTE
        + rb"[a-z]{1,16}"
        + DEEP_QUOTE
        + rb"|true|false|null), ?)?"
        + DEEP_QUOTE
        + _SECOND,
        examples=(
            '{"name":"DB_PASSWORD","value":"«s3cret 22»"}',
            '{"key": "X-Access-Token", "type": "text", "value": "«yUFQZsamDCcI»"}',
            '{"key":"auth.password","value":{"stringValue":"«Sova*Noc»"}}',
            '[{"ParameterKey":"DBPassword","ParameterValue":"«s3cret 22»"}]',
        ),
        counter_examples=(
            '{"name":"DB_PASSWORD","valueFrom":{"secretKeyRef":{"name":"db"}}}',
            '{"name":"password","value":"","label":"text"}',
        ),
    ),
    _second_value(
        id="named-change",
        kind="password",
        finds="The second value of a change whose name, as another value, means a secret",
        prefix=ANY_NAME
        + DEEP_QUOTE
        + rb", ?"
        + DEEP_QUOTE
        + _VALUE
        + _BETWEEN
        + rb"[^\"'\\\n]{0,256}"
        + DEEP_QUOTE
        + rb", ?"
        + DEEP_QUOTE
        + _SECOND,
        examples=(
            '{"path":"EmailSettings.SMTPPassword","base_val":"","actual_val":"«s3cret 22»"}',
            '{"path":"a.Secret", "old_value":"", "new_value":"«s3cret 22»"}',
        ),
        counter_examples=(
            '{"path":"a.Password","base_val":"","actual_val":""}',
            '{"path":"a.Name","old":"x","new":"y"}',
        ),
    ),
    Rule(
        id="named-list-pair",
        kind="password",
        finds="The value after a name in a list, as headers and CSV are written",
        prefix=ANY_NAME + DEEP_QUOTE + rb"(?:, ?(?:<<)?| )" + DEEP_QUOTE,
        # A digit and a letter, and no word with a number, no program with its version.
        lookahead=rb"(?=[^\"'\\\n]{0,64}[0-9])(?=[^\"'\\\n]{0,64}[A-Za-z])(?![A-Z][a-z]+/[0-9])"
        # A name of another column, an address, a date.
        rb"(?![A-Za-z_ -]+[0-9]{0,3}[\"'\\]|[a-z]{2,8}://|[0-9]{4}-[0-9]{2}-)",
        secret_start=rb"[^\"'\\\s,]{8,64}",
        suffix=DEEP_QUOTE,
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"\"'\\",
        exact_start=True,
        examples=(
            '[["password","«hunter2x9»"],["x","y"]]',
            '"api_token", "«k3h5x9w1qf7tbn8y»"',
        ),
        counter_examples=(
            '["password","sha256","token","created_at"]',
            '"GET / HTTP/1.1" 200 15 "https://x/reset_password" "Mozilla/5.0"',
            '"token","2026-11-28 10:00:00","password","is too short"',
        ),
    ),
    Rule(
        id="named-attribute",
        kind="password",
        finds="The value of an element of XML whose name is another attribute, or whose key it is",
        prefix=ANY_NAME
        + DEEP_QUOTE
        + rb"(?: [a-z]{1,16}="
        + DEEP_QUOTE
        + rb"[^\"'\\<>\n]{0,64}"
        + DEEP_QUOTE
        + rb"){0,2}"
        + rb"(?: (?:value|content)="
        + DEEP_QUOTE
        + rb"|"
        + _OPENS
        + rb"(?=[^\s<>\"\\]{4}))",  # not a label's words
        lookahead=NOT_A_PASSWORD + rb"(?![A-Z][a-z]+ [a-z]+"
        # No text of a page.
        rb"|[^\"<>\n]{0,64}</(?:label|button|a|option|legend|th|dt|h[1-6])>)",
        secret_start=rb"[^\"'\\<>\s]",
        secret_rest=rb"[^\"\\<>\n]*+(?=[\"\\<])",
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"\"'\\",
        exact_start=True,
        examples=(
            '<add key="Password" value="«44 Needle Pepper»" />',
            '<entry key="password">«hunter2»</entry>',
            '<meta name="csrf-token" content="«k3h5x9w1qf7tbn8y»" />',
        ),
        counter_examples=(
            '<input type="password" name="password" id="x-12" autocomplete="current">',
            '<label for="token"></label><label for="token">Token</label>',
            '<button id="save-password">Save</button>',
        ),
    ),
    Rule(
        id="property-list",
        kind="password",
        finds="A secret in a property list or a table of HTML, after its name",
        # Or a row of HTML, with a digit in the value.
        prefix=ANY_NAME
        + rb"(?:</key>"
        + _SPACES
        + rb"<(?:string|data)>"
        + _SPACES
        # The next cell.
        + rb"|</t[dh]>[ ]{0,2}<td>(?=[^\s<]{0,64}[0-9]))",
        secret_start=rb"[^<>\s]",
        secret_rest=rb"[^<>\n]*+",
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"<",
        exact_start=True,
        examples=(
            "<key>Token</key><string>«5fOz5DgiwyHmzYtt»</string>",
            "<key>SMTPPassword</key> <string>«a b»</string>",
            "<tr><td>Token</td><td>«5fOz5DgiwyHmzYtt»</td></tr>",
        ),
        counter_examples=(
            "<key>Token</key><string></string>",
            "<key>TokenType</key><string>bearer</string>",
        ),
    ),
)
