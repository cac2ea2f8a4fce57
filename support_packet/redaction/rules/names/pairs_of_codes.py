"""Codes and states of OAuth, cookies and messages of SAML whose names are values themselves."""

from functools import partial

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, OPAQUE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules.mattermost.saml_messages import SAML_MARK
from support_packet.redaction.rules.web.cookies import NAMED_COOKIE

_NAME = rb"\"(?:code|state)\\{0,7}\""
# The mark after it.
_MARK = rb"\"(?:code|state)\\{0,7}\"[, ]"
_VALUE = (
    # With a digit, and no UUID.
    LOOKS_RANDOM + rb"(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}[\"\\])" + OPAQUE + rb"{20,}+"
)

_on_next_line = partial(
    NextLinesRule,
    kind="token",
    # The first member of the pair.
    before=rb"(?:name|key)[\"']?: ",
    then=rb"[ \t]{0,64}\"value\": \"(" + _VALUE + rb")\"",
)

RULES = (
    Rule(
        id="code-in-pair",
        kind="token",
        finds="A code or state of OAuth after its name in a pair, a list or a field of a form",
        # The next of a list, the other member of a pair, the other attribute of a field.
        prefix=_NAME + rb"(?:, ?\\{0,7}\"(?:value\\{0,7}\": ?\\{0,7}\")?| value=\\{0,7}\")",
        lookahead=rb"(?=" + _VALUE + rb")",
        secret_start=OPAQUE + rb"{20}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(_MARK,),
        exact_start=True,
        examples=(
            '[{"name":"code","value":"«fb10c78dd289c0d19ab749ff»"}]',
            '[["state","«fb10c78dd289c0d19ab749ff»"]]',
            '<input type="hidden" name="code" value="«fb10c78dd289c0d19ab749ff»"/>',
        ),
        counter_examples=(
            '[{"name":"code","value":"200"},["state","waiting-for-the-next-one"]]',
            '{"name":"state","value":"01234567-89ab-4cde-8f01-23456789abcd"}',
        ),
    ),
    _on_next_line(
        id="code-on-next-line",
        finds="A code or state of OAuth in a pair of JSON, on its own line",
        detector=(_MARK,),
        trigger=_NAME + rb",\r?\n",
        examples=(
            '  "name": "code",\n  "value": "«fb10c78dd289c0d19ab749ff»"\n',
            '  "key": "state",\n  "value": "«fb10c78dd289c0d19ab749ff»",\n',
        ),
        counter_examples=(
            '  "name": "code",\n  "value": "200"\n',
            '  "name": "state",\n  "type": "fb10c78dd289c0d19ab749ff"\n',
        ),
    ),
    _on_next_line(
        id="saml-response-on-next-line",
        finds="A SAML response in a pair of JSON, on its own line",
        detector=(SAML_MARK,),
        before=rb"(?:name|key)[\"']?: \"",
        # The name.
        trigger=rb"(?i:samlresponse|samlart)\",\r?\n",
        examples=(
            '  "name": "SAMLResponse",\n  "value": "«PHNhbWxwOlJlc3BvbnNlIHhtbG5z»"\n',
            '  "name": "SAMLart",\n  "value": "«AAQAAMFbLinlXaCM0FIxiDwGOLAy»"\n',
        ),
        counter_examples=(
            '  "name": "SAMLResponse",\n  "value": "missing"\n',
            '  "name": "SAMLResponse",\n  "size": "12"\n',
        ),
    ),
    _on_next_line(
        id="cookie-on-next-line",
        finds="The cookie of a session in a pair of JSON, on its own line",
        detector=(NAMED_COOKIE,),
        # The first member, and how the name begins.
        before=rb"(?:name|key)[\"']?: \"[\w.-]{0,32}",
        trigger=rb"[\w.]{7,24}\",\r?\n",
        # The second member.
        then=rb"[ \t]{0,64}\"value\": \"([^\s\"\\]{12,})\"",
        examples=(
            '  "name": "grafana_session",\n  "value": "«0123456789abcdef»"\n',
            '  "name": "JSESSIONID",\n  "value": "«A0B1C2D3E4F5A6B7»"\n',
        ),
        counter_examples=(
            '  "name": "grafana_session",\n  "value": ""\n',
            '  "name": "grafana_session_expiry",\n  "value": "0123456789abcdef"\n',
        ),
    ),
)
