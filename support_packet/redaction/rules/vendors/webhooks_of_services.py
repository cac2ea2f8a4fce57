"""Addresses of webhooks of other services, which let anyone who has them send."""

from functools import partial

from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule

_UUID = "5e6d4481-8ea2-47be-aac2-842cb9796fbd"
_webhook = partial(Rule, kind="webhook", secret_rest=rb"[A-Za-z0-9/_-]*+", exact_start=True)

RULES = (
    _webhook(
        id="web-push-endpoint",
        finds="The address to which messages for one browser are sent",
        prefix=(
            # Mozilla, Google.
            rb"(?:push\.services\.mozilla\.com/wpush/v[0-9]/|fcm\.googleapis\.com/(?:fcm/send|wp)/"
            # Apple, Microsoft.
            rb"|web\.push\.apple\.com/|notify\.windows\.com/w/\?token=)"
        ),
        secret_start=rb"[A-Za-z0-9_:%-]{16}",
        secret_rest=rb"[A-Za-z0-9_:%.=-]*+",
        prefilters=(
            # The same.
            rb"push\.services\.mozilla\.com/wpush/|fcm\.googleapis\.com/(?:fcm/send|wp)/",
            # The others.
            rb"web\.push\.apple\.com/|notify\.windows\.com/w/",
        ),
        examples=(
            f"https://updates.push.services.mozilla.com/wpush/v2/«gAAAA{MIXED * 3}»",
            f"POST https://fcm.googleapis.com/fcm/send/«{MIXED}:APA91b{MIXED * 4}» 410",
        ),
        counter_examples=(
            "https://updates.push.services.mozilla.com/wpush/v2/",
            "https://fcm.googleapis.com/fcm/send",
        ),
    ),
    _webhook(
        id="webhook-of-service",
        finds="Webhooks of Zapier, IFTTT, WeCom, Feishu and Lark, Zoho and Make",
        prefix=(
            # The path before the secret part.
            rb"(?:hooks\.zapier\.com/hooks/catch/[0-9]{1,12}/|maker\.ifttt\.com/[^\s\"']{1,64}/key/"
            # Messengers.
            rb"|webhook/send\?key=|open-apis/bot/v2/hook/|cliq\.zoho\.[a-z.]{2,6}/[^\s\"']{1,96}zapikey="
            # Automation.
            rb"|hook\.[a-z0-9.]{2,8}\.make\.com/)"
        ),
        secret_start=rb"[A-Za-z0-9_-]{5}",
        prefilters=(
            # The same, without what varies.
            rb"hooks\.zapier\.com/hooks/catch/|maker\.ifttt\.com/|cliq\.zoho\.",
            # The same.
            rb"webhook/send\?key=|open-apis/bot/v2/hook/|hook\.[a-z0-9.]{2,8}\.make\.com/",
        ),
        examples=(
            "https://hooks.zapier.com/hooks/catch/7406089/«3p8ja8b/»",
            f"https://maker.ifttt.com/trigger/mm_down/with/key/«{MIXED}»",
            f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=«{_UUID}»",
            f"https://open.feishu.cn/open-apis/bot/v2/hook/«{_UUID}»",
        ),
        counter_examples=(
            "https://hooks.zapier.com/hooks/catch/",
            "https://maker.ifttt.com/trigger/mm_down",
        ),
    ),
    _webhook(
        id="webhook-with-two-parts",
        finds="Webhooks of Rocket.Chat: an id and a token",
        prefix=rb"/hooks/",
        # The id and the token.
        secret_start=rb"[0-9A-Za-z]{17,24}/[0-9A-Za-z]{40}",
        secret_rest=rb"[0-9A-Za-z]*+",
        prefilters=(rb"/hooks/[0-9A-Za-z]{17}",),
        examples=(
            f"https://x.example/hooks/«{HEX}01234567/{MIXED * 3}»",
            f"POST /hooks/«{HEX}0/{MIXED * 3}» 200",
        ),
        counter_examples=(f"/hooks/{HEX}0/useTheHook", "/src/hooks/useTheUsualWayOfIt/index.js"),
    ),
)
