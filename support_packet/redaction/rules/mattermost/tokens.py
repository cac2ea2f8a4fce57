"""Mattermost's own: tokens of sessions, and ids of webhooks, which let anyone post."""

from support_packet.redaction.expressions.fragments import SESSION_NAME, TOKEN_MARK, TOKEN_SPACE
from support_packet.redaction.expressions.mattermost_ids import (
    AFTER_NAME,
    ID,
    ID_ENDS,
    NAME_MARK,
    NOTATION,
    SLASH,
)
from support_packet.redaction.expressions.nouns import NOUN_VALUE
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules.web.authorization import BEARER_VALUE

_TYPE_OF_HOOK = rb"(?:(?:incoming|outgoing|commands)" + SLASH + rb")?"
"""Before the id in addresses of the API and of slash commands, not in those for messages."""

_ENGLISH = b"Invalid s"
_NOT_IN_ENGLISH = b"|".join(
    _ENGLISH[:length] + rb"[^" + _ENGLISH[length : length + 1] + rb"\n]"
    for length in range(len(_ENGLISH))
)
"""How what the server says begins in other languages."""

RULES = (
    Rule(
        id="mattermost-session-token",
        kind="token",
        finds="Session and personal access tokens of Mattermost, by the word before them",
        prefix=(
            SESSION_NAME + rb"(?:" + AFTER_NAME + rb"|(?= [=:\"'(])|(?= " + ID + rb"))" + NOTATION
        ),
        lookahead=ID_ENDS,
        secret_start=ID,
        prefilters=(
            TOKEN_MARK,
            TOKEN_SPACE,
            rb"(?i:bearer|csrf)" + NAME_MARK,
            rb"(?i:bearer|csrf) [=:\"'(]",
            NOUN_VALUE,
            BEARER_VALUE,
            rb"(?i:csrf) " + ID,
        ),
        exact_start=True,
        # Right after an equals sign that is the only one.
        whole_before=rb"(?<=[A-Za-z]=.{26}), ",
        examples=(
            "Invalid session token=«y1ndrfg8ejkmcpqxot1uwisza3», err=session is nil",
            "Cookie: MMAUTHTOKEN=«y1ndrfg8ejkmcpqxot1uwisza3»; MMUSERID=h769ybndrfg8ejkmcpqxot1uwi",
            "warn  Token «y1ndrfg8ejkmcpqxot1uwisza3» was refused",
        ),
        counter_examples=(
            '{"token_id":"y1ndrfg8ejkmcpqxot1uwisza3","user_id":"h769ybndrfg8ejkmcpqxot1uwi"}',
            "token the-word-after-it-is-not-an-id, tokens: 3, tokenType=bearer",
        ),
    ),
    # The words are those of 22 languages, also with escapes; the place is the same in all.
    LineRule(
        id="mattermost-invalid-session",
        kind="token",
        finds="The token that the server repeats when a session is invalid, in any language",
        # In English the rule above finds it.
        trigger=(rb"GetSession: (?:" + _NOT_IN_ENGLISH + rb")",),
        begin=rb"=",
        end=rb"[,\"]",
        secret=rb"(?<==)" + ID + rb"(?![A-Za-z0-9])",
        examples=(
            '{"error":"GetSession: Jeton de session invalide=«y1ndrfg8ejkmcpqxot1uwisza3», err="}',
            '{"error":"GetSession: \\u7121\\u52b9=«y1ndrfg8ejkmcpqxot1uwisza3», err="}',
        ),
        counter_examples=(
            '{"error":"GetSession: user_id y1ndrfg8ejkmcpqxot1uwisza3 is not active"}',
            '{"error":"GetSession: Invalid session=none, id=y1ndrfg8ejkmcpqxot1uwisza3"}',
        ),
    ),
    LineRule(
        id="mattermost-invalid-token",
        kind="token",
        finds="The token in the same error, wherever the server says that it comes from",
        # The end of the message, in JSON, in text, or in colors.
        trigger=(rb"Invalid session(?:\\{0,7}\"|[ ]{2,}|[, ]{1,2}(?:\x1b|caller|err))",),
        secret=rb"=(" + ID + rb"), err",
        examples=(
            '{"msg":"Invalid session","err":"Ungültiges Token=«y1ndrfg8ejkmcpqxot1uwisza3», err="}',
            "Invalid session   caller=x Jeton=«y1ndrfg8ejkmcpqxot1uwisza3», error=not found",
        ),
        counter_examples=(
            '{"msg":"Invalid session","user_id":"y1ndrfg8ejkmcpqxot1uwisza3, err=x"}',
            "Invalid=y1ndrfg8ejkmcpqxot1uwisza3, id=",
        ),
    ),
    Rule(
        id="mattermost-webhook-url",
        kind="webhook",
        finds="The id of a webhook in its address",
        prefix=SLASH + rb"hooks" + SLASH + _TYPE_OF_HOOK,
        lookahead=ID_ENDS,
        secret_start=ID,
        examples=(
            '{"msg":"request","url":"/hooks/«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            '{"url":"/api/v4/hooks/incoming/«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            "http%3A%2F%2Fchat%2Fhooks%2F«y1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=(
            "/api/v4/teams/h769ybndrfg8ejkmcpqxot1uwi/hooks",
            "/hooks/y1ndrfgxejkmcpqxotxuwiszaxlonger",
        ),
    ),
    Rule(
        id="mattermost-webhook-id",
        kind="webhook",
        finds="The id of a webhook, by the words before it",
        prefix=(
            rb"(?i:hook[_ -]?id|webhook received\.? id"  # a field; what the server logs
            rb"|hook with id)" + NOTATION  # in an error
        ),
        lookahead=ID_ENDS,
        secret_start=ID,
        examples=(
            '{"msg":"Incoming webhook received","webhook_id":"«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            "Incoming webhook received. Id=«y1ndrfg8ejkmcpqxot1uwisza3» Content=",
            "Webhook with id «y1ndrfg8ejkmcpqxot1uwisza3» is disabled",
        ),
        counter_examples=(
            "webhook for channel_id=y1ndrfg8ejkmcpqxot1uwisza3",
            '{"webhook_id":"none","hooks":2}',
        ),
    ),
    LineRule(
        id="mattermost-webhook-document",
        kind="webhook",
        finds="The id of a webhook that is logged with all its fields",
        # The name, in quotes or in color, and the opening brace.
        trigger=(rb"hook(?:\\{0,7}\"|\x1b\[0m|\\u001b\[0m)?[=:][ ]?(?:\\{0,7}\")?\{",),
        end=rb"\}",
        # The field `id` of JSON or of Go's structs.
        secret=rb"(?<=[\"{ ,])[Ii]d(?:\\{0,7}\")?: ?(?:\\{0,7}\")?(" + ID + rb")(?![A-Za-z0-9])",
        examples=(
            '{"hook":"{\\"id\\":\\"«y1ndrfg8ejkmcpqxot1uwisza3»\\",\\"create_at\\":1}"}',
            "hook={Id:«y1ndrfg8ejkmcpqxot1uwisza3» ChannelId:h769ybndrfg8ejkmcpqxot1uwi}",
        ),
        counter_examples=(
            '{"hook":"x","post":{"id":"y1ndrfg8ejkmcpqxot1uwisza3"}}',
            "hook={ChannelId:h769ybndrfg8ejkmcpqxot1uwi}",
        ),
    ),
    Rule(
        id="mattermost-mfa-image",
        kind="token",
        finds="The image with the secret for an authenticator app",
        # The field, escaped or not.
        prefix=rb"(?i:qr_?code)\\{0,7}\": ?\\{0,7}\"",
        secret_start=rb"[A-Za-z0-9+/]{16}",
        secret_rest=rb"(?>[A-Za-z0-9+/]*)[=]{0,2}",
        examples=(
            '{"user":"ann","qr_code":"«iVBORw0KGgoAAAANSUhEUg==»"}',
            '{"m":"{\\"qr_code\\":\\"«iVBORw0KGgoAAAANSUhEUg»\\"}"}',
        ),
        counter_examples=('{"qr_code":""}', '{"qr_code":"is shown on the page"}'),
    ),
)
