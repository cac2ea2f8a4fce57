"""Tokens of devices, scripts and browsers, as these send or print them."""

from functools import partial

from support_packet.redaction.expressions.mattermost_ids import ID
from support_packet.redaction.expressions.samples import ANY_ID, HEX
from support_packet.redaction.rule_kinds.rule import Rule

_token = partial(Rule, kind="token", exact_start=True)

RULES = (
    _token(
        id="device-token-in-groups",
        finds="The token of a device in groups of hexadecimal digits, as apps for iOS print it",
        prefix=rb"[Dd]eviceToken:? <",
        secret_start=rb"[A-Za-z0-9]{8}",
        secret_rest=rb"[A-Za-z0-9 _-]*+",
        examples=(
            f"WithDeviceToken: <«{HEX[:8]} {HEX[:8]} {HEX[:8]}»>",
            f"got deviceToken <«{HEX[:8]} {HEX[:8]}»>",
        ),
        counter_examples=("DeviceToken: <nil>", "deviceToken: none"),
    ),
    _token(
        id="protocol-of-websocket",
        finds="The token that a browser sends as a protocol of a WebSocket",
        prefix=rb"(?i:bearer), ?",
        secret_start=ID,
        secret_rest=rb"(?![A-Za-z0-9])",
        examples=(
            f'"Sec-WebSocket-Protocol":"bearer, «{ANY_ID}»"',
            f"Sec-WebSocket-Protocol: Bearer,«{ANY_ID}»",
        ),
        counter_examples=("bearer, basic and others", f"bearer, {ANY_ID}x"),
    ),
)
