"""Ids of Mattermost that let anyone join a team, or reach somebody's phone."""

from support_packet.redaction.expressions.mattermost_ids import (
    AFTER_NAME,
    ID,
    ID_ENDS,
    NAME_MARK,
    NOTATION,
    SLASH,
)
from support_packet.redaction.expressions.notation import one_by_one
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_QUERY_ID = rb"(?<![A-Za-z0-9_])(?:u0026|26|3[Ff])?id(?==|%3[Dd])"
"""The name of the parameter, also after a percent-encoded mark."""

# As apps, plugins and the proxy for pushes call it.
_DEVICES = (rb"deviceid", rb"device_id", rb"devicetoken", rb"device_token", rb"device")
_NAME_OF_DEVICE = rb"(?i:" + b"|".join(_DEVICES) + rb")"

RULES = (
    Rule(
        id="mattermost-invite-id",
        kind="token",
        finds="The id by which anyone joins a team",
        prefix=rb"(?i:invite_?id)(?:" + AFTER_NAME + rb"|(?= = ))" + NOTATION,
        lookahead=ID_ENDS,
        secret_start=ID,
        prefilters=(rb"(?i:inviteid|invite_id)" + NAME_MARK, rb"(?i:inviteid|invite_id) = "),
        exact_start=True,
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
        id="mattermost-invite-parameter",
        kind="token",
        finds="The id by which anyone joins a team, where an account is created",
        # After a mark, in any spelling.
        prefix=rb"(?:(?<![A-Za-z0-9_])|(?<=u0026)|(?<=%26|%3[Ff]))iid(?:=|%3[Dd])",
        lookahead=ID_ENDS,
        secret_start=ID,
        prefilters=(rb"iid(?:=|%3[Dd])",),
        exact_start=True,
        examples=(
            '"POST /api/v4/users?iid=«y1ndrfg8ejkmcpqxot1uwisza3» HTTP/1.1" 201',
            "url=/api/v4/users%3Fiid%3D«y1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=("?iid=1", "?siid=y1ndrfg8ejkmcpqxot1uwisza3"),
    ),
    Rule(
        id="mattermost-invite-path",
        kind="token",
        finds="The id by which anyone joins a team, in addresses of the API",
        prefix=rb"teams" + SLASH + rb"invite" + SLASH,
        lookahead=ID_ENDS,
        secret_start=ID,
        examples=(
            '{"url":"/api/v4/teams/invite/«y1ndrfg8ejkmcpqxot1uwisza3»"}',
            "GET https:\\/\\/chat\\/api\\/v4\\/teams\\/invite\\/«y1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=(
            "/api/v4/teams/y1ndrfg8ejkmcpqxot1uwisza3/invite",
            "/api/v4/teams/invite/y1ndrfg8ejkm",
        ),
    ),
    LineRule(
        id="mattermost-invite-link",
        kind="token",
        finds="The id by which anyone joins a team, in the links that people are sent",
        # The whole name ends like a word that each line may have.
        trigger=(rb"signup_user_com",),
        # Links in invitations by mail have a token, and an id that lets no one in without it.
        condition=rb"(?=(?:(?![&6]t=)[^\s\"']){0,256}?" + _QUERY_ID + rb")",
        end=rb"[\s\"'<>]",
        secret=rb"(?<="
        # After an equals sign, plain or encoded.
        rb"=)" + ID + rb"(?![A-Za-z0-9])|(?<=%3[Dd])" + ID + rb"(?![A-Za-z0-9])",
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
            rb"(?:apple|android)_(?:rn|voip)(?:_voip)?"  # the platform
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
        prefix=_NAME_OF_DEVICE + AFTER_NAME + NOTATION,
        lookahead=rb"(?!apple_|android_)",
        secret_start=rb"[\w:-]{32}",
        secret_rest=rb"[\w:-]*+",
        prefilters=(one_by_one((b"(?i:" + name + b")" for name in _DEVICES), NAME_MARK),),
        exact_start=True,
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
