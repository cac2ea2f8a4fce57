"""Secrets whose name is itself a value: pairs of JSON and XML, and elements of XML."""

from functools import partial

from support_packet.redaction.rules.fragments import (
    ANY_NAME,
    LOOKS_RANDOM,
    NOT_A_PASSWORD,
    PASSWORD_NAME,
    TOKEN_NAME,
    run_of,
)
from support_packet.redaction.rules.rule import Rule

_QUOTE = rb"\\{0,7}[\"']"
_VALUE = rb"(?i:value|val|default|content)"
_OPENS = rb"(?:>|\\{1,7}u003[eE]|&gt;|%3[eE])"
_DATA = rb"(?:<!\[CDATA\[)?"

_element = partial(
    Rule,
    # Up to the tag that closes the element, in any spelling.
    secret_rest=run_of(rb"[^<>&\\%\n\"\]]++", rb"&(?!lt;)", rb"\\(?!\\*u003)", rb"%(?!3[Cc])")
    + rb"(?=\]{0,2}>?(?:</|\\{1,7}u003[cC]/|&lt;/|%3[Cc](?:/|%2[Ff])))",
)

RULES = (
    Rule(
        id="named-pair",
        kind="password",
        finds="The value of a pair of JSON whose name, as another value, means a secret",
        prefix=ANY_NAME
        + _QUOTE
        + rb", ?"
        + rb"(?:"
        + _QUOTE
        + rb"type"
        + _QUOTE
        + rb": ?"
        + _QUOTE
        + rb"[a-z]{1,16}"
        + _QUOTE
        + rb", ?)?"
        + _QUOTE
        + _VALUE
        + _QUOTE
        + rb": ?"
        + _QUOTE,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n]",
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\\\[^\"\n]"),
        prefilters=(ANY_NAME + _QUOTE + rb", ?" + _QUOTE + rb"(?i:t|v|d|c)",),
        examples=(
            '{"name":"DB_PASSWORD","value":"«s3cret 22»"}',
            '{"key": "X-Access-Token", "type": "text", "value": "«yUFQZsamDCcI»"}',
        ),
        counter_examples=(
            '{"name":"DB_PASSWORD","valueFrom":{"secretKeyRef":{"name":"db"}}}',
            '{"name":"password","value":"","label":"text"}',
        ),
    ),
    Rule(
        id="named-attribute",
        kind="password",
        finds="The value of an element of XML whose name is another attribute, or whose key it is",
        prefix=ANY_NAME
        + _QUOTE
        + rb"(?: [a-z]{1,16}="
        + _QUOTE
        + rb"[^\"'\\<>\n]{0,64}"
        + _QUOTE
        + rb"){0,2}"
        + rb"(?: value="
        + _QUOTE
        + rb"|"
        + _OPENS
        + rb"(?=[^\s<>\"\\]{4}))",  # not a label's words
        lookahead=NOT_A_PASSWORD + rb"(?![A-Z][a-z]+ [a-z]+)",
        secret_start=rb"[^\"'\\<>\s]",
        secret_rest=rb"[^\"\\<>\n]*+(?=[\"\\<])",
        prefilters=(ANY_NAME + _QUOTE + rb"(?:>|\\|&|%3|[ ][a-z])",),
        examples=(
            '<add key="Password" value="«44 Needle Pepper»" />',
            '<entry key="password">«hunter2»</entry>',
        ),
        counter_examples=(
            '<input type="password" name="password" id="x-12" autocomplete="current">',
            '<label for="token"></label>',
        ),
    ),
    Rule(
        id="property-list",
        kind="password",
        finds="A secret in a property list, after its key",
        prefix=ANY_NAME + rb"</key>[ ]{0,2}<string>",
        secret_start=rb"[^<>\s]",
        secret_rest=rb"[^<>\n]*+",
        examples=(
            "<key>Token</key><string>«5fOz5DgiwyHmzYtt»</string>",
            "<key>SMTPPassword</key> <string>«a b»</string>",
        ),
        counter_examples=(
            "<key>Token</key><string></string>",
            "<key>TokenType</key><string>bearer</string>",
        ),
    ),
    _element(
        id="xml-password",
        kind="password",
        finds="A password within an element of XML",
        prefix=PASSWORD_NAME + rb"(?: [A-Za-z:]{1,24}=[^<>\n]{0,96})?" + _OPENS + _DATA,
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\s<>\"\\]",
        prefilters=(
            PASSWORD_NAME + _OPENS + rb"[^\s>\"\\]",
            PASSWORD_NAME + rb" [A-Za-z:]{1,24}=",
        ),
        examples=(
            "<soap><password>«hunter2»</password></soap>",
            "<ns:clientSecret>«a & b»</ns:clientSecret>",
            '<wsse:Password Type="#PasswordText">«hunter2»</wsse:Password>',
            "<secret><![CDATA[«hunter2»]]></secret>",
        ),
        counter_examples=("<password></password>", "if password>minimum then <b>ok</b>"),
    ),
    _element(
        id="xml-token",
        kind="token",
        finds="A token within an element of XML",
        prefix=TOKEN_NAME + rb"(?:Provided|Value)?(?: [A-Za-z:]{1,24}=[^<>\n]{0,96})?" + _OPENS + _DATA,
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9+/_~.-]{8}",
        prefilters=(
            TOKEN_NAME + rb"(?:Provided|Value)?" + _OPENS + rb"[A-Za-z0-9+/_~.<-]",
            TOKEN_NAME + rb" [A-Za-z:]{1,24}=",
        ),
        examples=(
            "<SessionToken>«FwoGZXIvYXdzExUJ+/w==»</SessionToken>",
            "body=\\u003cPrivateKey\\u003e«mbA3dS2ymO7+IK»\\u003c/PrivateKey\\u003e",
        ),
        counter_examples=("<token>expired</token>", "<Token></Token> if token>threshold12 then"),
    ),
)
