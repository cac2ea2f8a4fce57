"""Messages of SAML, with which anyone who has one can log in, by their names."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_ASSIGNED,
    LOOKS_RANDOM,
    OPAQUE,
)
from support_packet.redaction.expressions.notation import DEEP_QUOTE, one_by_one
from support_packet.redaction.rule_kinds.rule import Rule

_NAMES = (rb"(?i:samlresponse)", rb"(?i:samlart)")
"""A response, and what stands for it."""

_NAME = rb"(?:" + b"|".join(_NAMES) + rb")"

SAML_MARK = one_by_one(_NAMES, rb"[ =:\"'\\%]")
"""A name and the first mark after it."""

_message = partial(
    Rule,
    kind="token",
    lookahead=LOOKS_RANDOM,
    secret_start=OPAQUE + rb"{16}",
    secret_rest=OPAQUE + rb"*+",
    prefilters=(SAML_MARK,),
    exact_start=True,
)

RULES = (
    _message(
        id="saml-response",
        finds="A SAML response, with which anyone who has it can log in",
        # Also within the parameter of a URL.
        prefix=_NAME + rb"[ ]{0,2}(?:" + ANY_ASSIGNED + rb"|%3[Dd])",
        ends=b" =:%",
        examples=(
            "SAMLResponse=«PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw»",
            "samlresponse: «PHNhbWxwOlJlc3Bvb1»",
            "/login/sso/saml?SAMLart=«AAQAAMFbLinlXaCM0FIxiDwGOLAy»&RelayState=x",
        ),
        counter_examples=("SAMLResponse=none", "SAMLResponse: malformed-and-unusable"),
    ),
    _message(
        id="saml-response-quoted",
        finds="A SAML response, its name in quotes",
        prefix=_NAME + DEEP_QUOTE + rb"\]?[ ]{0,2}" + ANY_ASSIGNED,
        ends=b"\"'\\",
        examples=(
            '{"SAMLResponse":"«PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw»"}',
            '{"SAMLResponse": ["«PHNhbWxwOlJlc3Bvb1»"]}',
        ),
        counter_examples=('{"SAMLResponse":"none"}', '{"SAMLResponse":"malformed-and-unusable"}'),
    ),
    _message(
        id="saml-response-in-form",
        finds="A SAML response in a field of a form, or in a pair of JSON",
        prefix=_NAME
        + DEEP_QUOTE
        # Other attributes.
        + rb"(?: [A-Za-z]{1,16}="
        + DEEP_QUOTE
        + rb"?[\w.-]{0,32}"
        + DEEP_QUOTE
        + rb"?){0,2}"
        # The value, or the end of the tag.
        + rb"(?:(?: |, ?"
        + DEEP_QUOTE
        + rb")(?i:value)(?:=|"
        + DEEP_QUOTE
        + rb": ?)"
        + DEEP_QUOTE
        + rb"|>)",
        ends=b"\"'\\",
        examples=(
            '<input name="SAMLResponse" value="«PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw»"/>',
            "<INPUT NAME='SAMLResponse' TYPE='HIDDEN' VALUE='«PHNhbWxwOlJlc3Bvb1»'>",
            '{"name":"SAMLResponse","value":"«PHNhbWxwOlJlc3Bvb1»"}',
            '<textarea name="SAMLResponse">«PHNhbWxwOlJlc3Bvb1»</textarea>',
        ),
        counter_examples=(
            '<input name="SAMLResponse" value=""/>',
            '{"name":"SAMLResponse","type":"string"}',
        ),
    ),
)
