"""Secrets within elements of XML, which may be escaped."""

from support_packet.redaction.expressions.fragments import (
    LOOKS_RANDOM,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
    TOKEN_MARK,
    TOKEN_NAME,
)
from support_packet.redaction.expressions.looks_secret import LOOKS_LIKE_TOKEN
from support_packet.redaction.expressions.samples import ANY_ID, HEX, MIXED
from support_packet.redaction.rule_kinds.element_rule import ElementRule

# As ClickHouse calls it.
_HASHED = rb"password_(?:double_)?sha(?:1|256)_hex"

_SESSION = rb"(?i:session_?id|artifact)"

RULES = (
    ElementRule(
        id="xml-password",
        kind="password",
        finds="A password within an element of XML",
        name=PASSWORD_NAME,
        value=NOT_A_PASSWORD + rb"[^\s<]",
        mark=PASSWORD_MARK,
        ends=b">\\&%",
        examples=(
            "<soap><password>«hunter2»</password></soap>",
            "<ns:clientSecret>«a & b»</ns:clientSecret>",
            '<wsse:Password Type="#PasswordText">«hunter2»</wsse:Password>',
            "<secret><![CDATA[«hunter2»]]></secret>",
        ),
        counter_examples=("<password></password>", "if password>minimum then <b>ok</b>"),
    ),
    ElementRule(
        id="xml-token",
        kind="token",
        finds="A token within an element of XML",
        effort=20,
        name=TOKEN_NAME,
        value=LOOKS_RANDOM + rb"[A-Za-z0-9+/_~.-]{8}",
        mark=TOKEN_MARK,
        ends=b">\\&%",
        examples=(
            "<SessionToken>«FwoGZXIvYXdzExUJ+/w==»</SessionToken>",
            "body=\\u003cPrivateKey\\u003e«mbA3dS2ymO7+IK»\\u003c/PrivateKey\\u003e",
        ),
        counter_examples=(
            "<token>expired</token>",
            "<Token></Token> if token>threshold12 then",
        ),
    ),
    ElementRule(
        id="session-in-element",
        kind="token",
        finds="The id of a session, or an artifact of SAML, within an element of XML",
        name=_SESSION,
        value=LOOKS_LIKE_TOKEN + rb"[A-Za-z0-9+/_~.-]{16}",
        mark=_SESSION + rb"[>&\\%]",
        examples=(
            f"<SessionId>«{MIXED}»</SessionId> <ns:session_id>«{ANY_ID}»</ns:session_id>",
            f"<ArtifactResponse><Artifact>«{MIXED}=»</Artifact></ArtifactResponse>",
        ),
        counter_examples=(
            "<SessionId>the-usual-way-of-it</SessionId>",
            "<artifact>mattermost-plugin-jira</artifact> <SessionId></SessionId>",
        ),
    ),
    ElementRule(
        id="hash-in-element",
        kind="password hash",
        finds="A hash of a password within an element of XML, as ClickHouse has it",
        name=_HASHED,
        value=rb"[0-9a-fA-F]{40}",
        mark=_HASHED,
        examples=(
            f"<password_sha256_hex>«{HEX * 4}»</password_sha256_hex>",
            f"<password_double_sha1_hex>«{HEX * 3}»</password_double_sha1_hex>",
        ),
        counter_examples=(
            "<password_sha256_hex></password_sha256_hex>",
            f"<content_sha256_hex>{HEX * 4}</content_sha256_hex>",
        ),
    ),
)
