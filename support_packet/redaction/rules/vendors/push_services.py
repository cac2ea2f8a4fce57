"""Secrets of push notifications: keys of servers, and what reaches a browser or a phone."""

from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.line_rule import BeforeRule, LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_CODE = rb"[A-Za-z0-9_-]"
_KEY = _CODE + rb"{43}(?![A-Za-z0-9_-])"
"""A key of 32 bytes."""

_AUTH = _CODE + rb"{22}(?![A-Za-z0-9_-])"
"""A secret of 16 bytes that a browser shares with those who may push to it."""

_PUBLIC = rb"p256dh"
"""What the browser's other key is called, which is next to the secret."""

RULES = (
    LineRule(
        id="secret-of-subscription",
        kind="token",
        finds="The secret of a browser's subscription to notifications, after its public key",
        trigger=(_PUBLIC,),
        # The name, and what is between.
        secret=rb"(?<![A-Za-z0-9])auth[\\\"']{0,8}[:=] ?[\\\"']{0,8}(" + _AUTH + rb")",
        examples=(
            f"keys: {{ p256dh: 'B{MIXED}', auth: '«{MIXED}aB3dE5»' }}",
            f'{{\\"p256dh\\":\\"B{MIXED}\\",\\"auth\\":\\"«{MIXED}aB3dE5»\\"}}',
        ),
        counter_examples=("p256dh is missing, auth: is-missing", f"auth: {MIXED}aB3dE5"),
    ),
    BeforeRule(
        id="secret-before-public-key",
        kind="token",
        finds="The secret of a browser's subscription to notifications, before its public key",
        trigger=(_PUBLIC,),
        # As members of an object, or as parameters.
        before=rb"auth[\\\"']{0,8}[:=] ?[\\\"']{0,8}("
        + _AUTH
        # As far as the other name.
        + rb")[\\\"']{0,8}[,&] ?[\\\"']{0,8}",
        examples=(
            f'{{"keys":{{"auth":"«{MIXED}aB3dE5»","p256dh":"B{MIXED}"}}}}',
            f"auth=«{MIXED}aB3dE5»&p256dh=B{MIXED}",
        ),
        counter_examples=(
            f'{{"id":"{MIXED}aB3dE5","p256dh":"B{MIXED}"}}',
            '{"auth":"","p256dh":""}',
        ),
    ),
    NextLinesRule(
        id="secret-of-subscription-on-next-line",
        kind="token",
        finds="The secret of a browser's subscription to notifications, on the next line",
        within_line=True,
        detector=(_PUBLIC,),
        trigger=_PUBLIC,
        # The value of the one, the name of the other.
        then=rb"[^\n]{0,128}\r?\n[ \t]{0,32}[\"']?auth[\"']?: ?[\"']?(" + _AUTH + rb")",
        examples=(
            f'  "p256dh": "B{MIXED}",\n  "auth": "«{MIXED}aB3dE5»"\n',
            f"  p256dh: 'B{MIXED}',\n  auth: '«{MIXED}aB3dE5»'\n",
        ),
        counter_examples=(
            f'  "p256dh": "B{MIXED}",\n  "id": "{MIXED}aB3dE5"\n',
            '  "p256dh": "",\n  "auth": ""\n',
        ),
    ),
    LineRule(
        id="vapid-key",
        kind="private key",
        finds="The private key with which a server signs notifications to browsers",
        trigger=(rb"(?i:vapid)",),
        # Its name, and what is between.
        secret=rb"(?i:private)(?i:[_ -]?key)?[\\\"']{0,8} ?[:=]? ?[\\\"']{0,8}(" + _KEY + rb")",
        examples=(
            f"VAPID keys loaded public=B{MIXED} private=«{MIXED * 2}aB3dE5gH7jK»",
            f'"vapid":{{"privateKey":"«{MIXED * 2}aB3dE5gH7jK»"}}',
            f"WEBPUSH_VAPID_PRIVATE=«{MIXED * 2}aB3dE5gH7jK»",
        ),
        counter_examples=(
            f"VAPID public key {MIXED * 2}aB3dE5gH7jK",
            f"VAPID private key of {MIXED}",
        ),
    ),
    NextLinesRule(
        id="private-key-on-next-line",
        kind="private key",
        finds="A private key of 32 bytes on the line below its name",
        # The whole line.
        detector=(rb"(?i:private key):[ \t\r\n]",),
        # To the end of its line.
        trigger=rb"(?i:private key):[ \t]{0,16}\r?\n",
        # The whole line.
        then=rb"[ \t]{0,16}([A-Za-z0-9_+/-]{42,44}={0,2})[ \t]*\r?(?:\n|\Z)",
        examples=(
            f"Private Key:\n«{MIXED * 2}aB3dE5gH7jK»\n",
            f"Private key:\n  «{MIXED * 2}aB3dE5gH7jK=»\n",
        ),
        counter_examples=(
            f"Public Key:\n{MIXED * 2}aB3dE5gH7jK\n",
            "Private Key:\nis in the file /etc/mattermost/private.key\n",
        ),
    ),
    LineRule(
        id="pushover-key",
        kind="cloud key",
        finds="Keys of users and applications of Pushover",
        trigger=(rb"(?i:pushover|pover:/)",),
        # A letter for what it is.
        secret=rb"(?<![A-Za-z0-9])(?=[a-z]{0,29}[0-9])[aug][a-z0-9]{29}(?![A-Za-z0-9])",
        examples=(
            f"pushover: token=«a{HEX}0123456789abc»&user=«u{HEX}0123456789abc»&message=x",
            f"pover://«u{HEX}0123456789abc»@«a{HEX}0123456789abc»",
        ),
        counter_examples=(
            f"pushover: request {HEX} failed, device=aphone",
            "pushover: internationalizationofthewor",
        ),
    ),
    Rule(
        id="expo-token",
        kind="token",
        finds="The id by which Expo's push notifications reach a phone",
        # The end of the name, either of two.
        prefix=rb"PushToken\[(?:(?<=ExpoPushToken\[)|(?<=ExponentPushToken\[))",
        secret_start=rb"[\w-]{8}",
        secret_rest=rb"[\w-]*+",
        prefilters=(rb"PushToken\[",),
        exact_start=True,
        examples=(f"to ExponentPushToken[«{MIXED}»]", f'"to":"ExpoPushToken[«{MIXED}aB3dE5»]"'),
        counter_examples=("ExponentPushToken[…]", "ExpoPushToken[id]"),
    ),
)
