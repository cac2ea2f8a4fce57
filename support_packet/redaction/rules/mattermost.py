"""Mattermost's own: tokens of sessions and devices, ids of webhooks, which let anyone post."""

from support_packet.redaction.rules.rule import Rule

_ID = rb"[a-z0-9]{26}"
"""What Mattermost makes as tokens, and as the ids of all that it stores."""

_ID_ENDS = rb"(?=" + _ID + rb"(?![A-Za-z0-9]))"
"""Not the beginning of something longer."""

_NOTATION = rb"[^A-Za-z0-9\n]{1,8}"
"""Whatever separates a name from its value: `=`, `": "`, `\\":\\"`, `%3A` does not."""

_SLASH = (
    rb"(?:"
    rb"\\{0,3}/"  # plain, or escaped as PHP does it
    rb"|%(?:25)?2[Ff]"  # percent-encoded once or twice
    rb")"
)

_TYPE_OF_HOOK = rb"(?:(?:incoming|outgoing|commands)" + _SLASH + rb")?"
"""Before the id in addresses of the API and of slash commands, not in those for messages."""

RULES = (
    Rule(
        id="mattermost-session-token",
        kind="token",
        finds="Session and personal access tokens of Mattermost, by the word before them",
        prefix=(
            rb"(?i:token|bearer|mmcsrf)"  # the end of a name, of a header or of a cookie
            + _NOTATION
        ),
        lookahead=_ID_ENDS,
        secret_start=_ID,
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
    Rule(
        id="mattermost-webhook-url",
        kind="webhook",
        finds="The id of a webhook in its address",
        prefix=_SLASH + rb"hooks" + _SLASH + _TYPE_OF_HOOK,
        lookahead=_ID_ENDS,
        secret_start=_ID,
        examples=(
            '{"msg":"request","url":"/hooks/«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            '{"url":"/api/v4/hooks/incoming/«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            "http%3A%2F%2Fchat%2Fhooks%2F«y1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=(
            "/api/v4/teams/h769ybndrfg8ejkmcpqxot1uwi/hooks",
            "/hooks/y1ndrfg8ejkmcpqxot1uwisza3longer",
        ),
    ),
    Rule(
        id="mattermost-webhook-id",
        kind="webhook",
        finds="The id of a webhook, by the words before it",
        prefix=(
            rb"(?i:hook[_ -]?id|webhook received\.? id)"  # a field; what the server logs
            + _NOTATION
        ),
        lookahead=_ID_ENDS,
        secret_start=_ID,
        examples=(
            '{"msg":"Incoming webhook received","webhook_id":"«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            "Incoming webhook received. Id=«y1ndrfg8ejkmcpqxot1uwisza3» Content=",
        ),
        counter_examples=(
            "webhook for channel_id=y1ndrfg8ejkmcpqxot1uwisza3",
            '{"webhook_id":"none","hooks":2}',
        ),
    ),
    Rule(
        id="mattermost-device-id",
        kind="token",
        finds="The id by which push notifications reach a phone",
        prefix=(
            rb"(?:apple|android)_rn"  # the platform
            rb"(?:beta)?(?:-v2)?:"  # the release of the app
        ),
        secret_start=rb"[\w:-]{16}",
        secret_rest=rb"[\w:-]*+",
        examples=(
            '"device_id":"apple_rn:«740f4707bebcf74f9b7c25d48e3358945f6aa01d»"',
            "device android_rnbeta-v2:«cX1:APA91bHun4MxP5egoKMwt2KZFBaFUH» is gone",
        ),
        counter_examples=(
            "device apple_rn:unknown of android_rn",
            "apple_rn-740f4707bebcf74f9b7c25d48e3358945f6aa01d",
        ),
    ),
)
