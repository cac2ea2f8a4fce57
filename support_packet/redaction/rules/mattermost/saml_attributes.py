"""Secrets among the attributes of a SAML assertion, each in an element within that of its name."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
    run_of,
)
from support_packet.redaction.rule_kinds.rule import Rule

_OPENS = rb"(?:<|\\{1,7}u003[cC]|&lt;)"
_CLOSES = rb"(?:>|\\{1,7}u003[eE]|&gt;)"
_TEXT = rb"[^<>&\\\n]"
_ATTRIBUTES = _TEXT + rb"{0,160}+" + run_of(rb"\\{1,7}\"" + _TEXT + rb"{0,80}+", at_most=8)

RULES = (
    Rule(
        id="saml-attribute",
        kind="password",
        effort_of_head=3,
        finds="The value of an attribute of SAML that is named like a secret",
        prefix=(
            ANY_NAME
            + rb"(?:\\{0,7}\"|&quot;)(?=[ >\\&\t])"  # no mark of JSON follows
            + _ATTRIBUTES
            + _CLOSES  # the rest of the name's element
            + rb"(?:\s|\\[nrt]){0,40}"
            + _OPENS
            # With or without a prefix.
            + rb"(?:[\w-]{1,16}:)?AttributeValue"
            + _ATTRIBUTES
            + _CLOSES
        ),
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s<>&\\]",
        secret_rest=rb"[^<>&\\\n]*+",
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b'"\\&',
        exact_start=True,
        examples=(
            '<Attribute Name="password"><AttributeValue>«hunter2»</AttributeValue></Attribute>',
            '<saml:Attribute Name="api_token" x="y"> <saml:AttributeValue t="s">«ab c»</saml:A>',
            'Name=\\"password\\"\\u003e\\u003cAttributeValue\\u003e«hunter2»\\u003c/x',
        ),
        counter_examples=(
            '<Attribute Name="email"><AttributeValue>ann@example.com</AttributeValue>',
            '<input name="password"><label>Your password</label>',
        ),
    ),
)
