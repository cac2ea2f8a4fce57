"""Mattermost's own: tokens of sessions and devices, ids of webhooks, which let anyone post."""

from support_packet.redaction.rules.line_rule import LineRule
from support_packet.redaction.rules.rule import Rule

_ID = rb"[a-z0-9]{26}"
"""What Mattermost makes as tokens, and as the ids of all that it stores."""

_ID_ENDS = rb"(?=" + _ID + rb"(?![A-Za-z0-9]))"
"""Not the beginning of something longer."""

_NOTATION = (
    rb"(?:\\u001[bB])?"  # the beginning of a color, as JSON writes it
    rb"[^A-Za-z0-9_\n]{1,12}"
    rb"(?:0?m[^A-Za-z0-9\n]{1,4})?"  # the end of a color
)
"""Whatever separates a name from its value: `=`, `": "`, `\\":\\"`, `%3A` does not."""

_SLASH = (
    rb"(?:"
    rb"\\{0,3}/"  # plain, or escaped as PHP does it
    rb"|%(?:25)?2[Ff]"  # percent-encoded once or twice
    rb")"
)

_TYPE_OF_HOOK = rb"(?:(?:incoming|outgoing|commands)" + _SLASH + rb")?"
"""Before the id in addresses of the API and of slash commands, not in those for messages."""


_QUERY_ID = rb"(?<![A-Za-z0-9_])(?:u0026|26|3[Ff])?id(?==|%3[Dd])"
"""The name of the parameter, also after a percent-encoded mark."""

_NAME_OF_DEVICE = rb"(?i:device(?:_?id|_?token)?)"

RULES = (
    Rule(
        id="mattermost-session-token",
        kind="token",
        finds="Session and personal access tokens of Mattermost, by the word before them",
        prefix=(
            rb"(?i:token|bearer|mmcsrf|csrf)"  # the end of a name, of a header or of a cookie
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
    # The words are those of 22 languages, also with escapes; the place is the same in all.
    LineRule(
        id="mattermost-invalid-session",
        kind="token",
        finds="The token that the server repeats when a session is invalid, in any language",
        trigger=(rb"GetSession: ",),
        begin=rb"=",
        end=rb"[,\"]",
        secret=rb"(?<==)" + _ID + rb"(?![A-Za-z0-9])",
        examples=(
            '{"error":"GetSession: Jeton de session invalide=«y1ndrfg8ejkmcpqxot1uwisza3», err="}',
            '{"error":"GetSession: \\u7121\\u52b9=«y1ndrfg8ejkmcpqxot1uwisza3», err="}',
        ),
        counter_examples=(
            '{"error":"GetSession: user_id y1ndrfg8ejkmcpqxot1uwisza3 is not active"}',
            '{"error":"GetSession: Invalid session=none, id=y1ndrfg8ejkmcpqxot1uwisza3"}',
        ),
    ),
    Rule(
        id="mattermost-invalid-token",
        kind="token",
        finds="The token in other errors of this form, in any language",
        prefix=rb"=",
        secret_start=_ID,
        suffix=rb", err(?:or)?=",
        examples=(
            '{"err":"Ungültiges Token=«y1ndrfg8ejkmcpqxot1uwisza3», err="}',
            "Jeton=«y1ndrfg8ejkmcpqxot1uwisza3», error=not found",
        ),
        counter_examples=(
            "user_id: y1ndrfg8ejkmcpqxot1uwisza3, err=not found",
            "id=y1ndrfg8ejkmcpqxot1uwisza3, reason=expired",
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
            rb"(?i:hook[_ -]?id|webhook received\.? id"  # a field; what the server logs
            rb"|hook with id)" + _NOTATION  # in an error
        ),
        lookahead=_ID_ENDS,
        secret_start=_ID,
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
        trigger=(rb"hook(?:\\{0,7}\"|\x1b\[0m|\\u001b\[0m)?[=:][ ]?(?:\\{0,7}\")?\{",),
        end=rb"\}",
        secret=rb"(?<=[\"{ ,])[Ii]d(?:\\{0,7}\")?: ?(?:\\{0,7}\")?(" + _ID + rb")(?![A-Za-z0-9])",
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
        id="mattermost-invite-id",
        kind="token",
        finds="The id by which anyone joins a team",
        prefix=rb"(?i:invite_?id)" + _NOTATION,
        lookahead=_ID_ENDS,
        secret_start=_ID,
        examples=(
            '{"team":{"name":"eng","invite_id":"«y1ndrfg8ejkmcpqxot1uwisza3»"}}',
            "{Name:eng InviteId:«y1ndrfg8ejkmcpqxot1uwisza3» AllowOpenInvite:false}",
        ),
        counter_examples=(
            '{"invite_id":"","team_id":"y1ndrfg8ejkmcpqxot1uwisza3"}',
            "remote invite y1ndrfg8ejkmcpqxot1uwisza3",
        ),
    ),
    Rule(
        id="mattermost-invite-path",
        kind="token",
        finds="The id by which anyone joins a team, in addresses of the API",
        prefix=rb"teams" + _SLASH + rb"invite" + _SLASH,
        lookahead=_ID_ENDS,
        secret_start=_ID,
        examples=(
            '{"url":"/api/v4/teams/invite/«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            "GET https:\\/\\/chat\\/api\\/v4\\/teams\\/invite\\/«y1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=(
            "/api/v4/teams/y1ndrfg8ejkmcpqxot1uwisza3/invite",
            "/api/v4/teams/invite/y1ndrfg8ejkmcpqxot1uwisza3longer",
        ),
    ),
    LineRule(
        id="mattermost-invite-link",
        kind="token",
        finds="The id by which anyone joins a team, in the links that people are sent",
        # The whole name ends like a word that each line may have.
        trigger=(rb"signup_user_com",),
        # Links in invitations by mail have a token, and an id that lets nobody in without it.
        condition=rb"(?=(?:(?![&6]t=)[^\s\"']){0,256}?" + _QUERY_ID + rb")",
        end=rb"[\s\"'<>]",
        secret=rb"(?<="
        rb"=)" + _ID + rb"(?![A-Za-z0-9])|(?<=%3[Dd])" + _ID + rb"(?![A-Za-z0-9])",
        examples=(
            "/signup_user_complete/?id=«y1ndrfg8ejkmcpqxot1uwisza3»&md=link",
            "to=%2Fsignup_user_complete%2F%3Fmd%3Dx%26id%3D«y1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=(
            "/signup_user_complete/?d=1 id: y1ndrfg8ejkmcpqxot1uwisza3",
            "/signup_user/?id=y1ndrfg8ejkmcpqxot1uwisza3",
        ),
    ),
    Rule(
        id="mattermost-device-id",
        kind="token",
        finds="The id by which push notifications reach a phone",
        prefix=(
            rb"(?:apple|android)_(?:rn|voip)"  # the platform
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
    Rule(
        id="mattermost-device-id-by-name",
        kind="token",
        finds="The id by which push notifications reach a phone, by its name",
        prefix=_NAME_OF_DEVICE + _NOTATION,
        lookahead=rb"(?!apple_|android_)",
        secret_start=rb"[\w:-]{32}",
        secret_rest=rb"[\w:-]*+",
        examples=(
            '{"deviceId":"«eE2mB_ErZF4:APA91bFw4F2koL6Qg8xNGCzKxMkd6l0y9b»","status":"x"}',
            "for device=«740f4707bebcf74f9b7c25d48e3358945f6aa01d» type=message",
        ),
        counter_examples=(
            '{"device_id":"","platform":"apple_rn"}',
            "device: Apple iPhone of y1ndrfg8ejkmcpqxot1uwisza3h769ybndrf",
        ),
    ),
)
