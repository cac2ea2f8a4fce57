"""Secrets in addresses that a job calls to say that it runs, or that a program notifies by."""

from functools import partial

from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.rule import Rule

# At most 8 names in an alternative: hyperscan is slow with more.
_SERVICES = rb"(?:mattermost|mmosts?|gotifys?|opsgenie|rocketchat|rockets?|slack|discord|teams)"
_OTHERS = rb"(?:tgram|telegram|pover|pushover|pbul|pushbullet|barks?|ifttt|zulip|ntfys?)"
"""What Shoutrrr and Apprise call services in their own addresses."""

_RANDOM = (
    rb"(?![0-9]+[^\w-])"  # no number
    # An id of Mattermost, hexadecimal digits, or anything random.
    rb"(?:(?=[a-z0-9]{26}(?![a-z0-9]))(?=[a-z]{0,24}[0-9])|(?=[0-9a-f]{32})|" + LOOKS_MIXED + rb")"
)

_rule = partial(Rule, kind="webhook", exact_start=True, secret_rest=rb"[A-Za-z0-9_-]*+")

RULES = (
    _rule(
        id="address-of-check-in",
        finds="The last part of an address that a job calls to say that it has run",
        prefix=(
            # Healthchecks, Uptime Kuma, Better Stack, UptimeRobot, Dead Man's Snitch, Cronitor.
            rb"(?:hc-ping\.com/|/api/push/|/v1/heartbeat/|uptimerobot\.com/|nosnch\.in/"
            # And Grafana, PagerDuty, Splunk.
            rb"|cronitor\.link/p/|/integrations/v1/[a-z_]{2,24}/|pagerduty\.com/integration/"
            rb"|/generic/20131114/alert/)"
        ),
        # A digit and a letter, or upper and lower case.
        lookahead=rb"(?=[\w-]{0,24}(?:[0-9][A-Za-z]|[a-z][A-Z0-9]))"
        # No word with a number, no version.
        rb"(?![a-z]+(?:[-_][a-z]+)*-?[0-9]{0,3}(?:[^\w-]|\Z)|[vV][0-9])",
        secret_start=rb"[A-Za-z0-9_-]{10}",
        prefilters=(
            # The same, four at a time.
            rb"(?:hc-ping\.com/|/api/push/|/v1/heartbeat/|uptimerobot\.com/)",
            # And these.
            rb"(?:nosnch\.in/|cronitor\.link/p/|/integrations/v1/|pagerduty\.com/integration/)",
            rb"/generic/20131114/alert/",
        ),
        examples=(
            f"curl -m 10 --retry 5 https://hc-ping.com/«{UUID}»/start",
            "[MONITOR] WARN: Push URL /api/push/«iBgqryqveS»?status=up",
            f"https://nosnch.in/«{HEX[-10:]}» https://x/integrations/v1/alertmanager/«{MIXED}»/",
        ),
        counter_examples=(
            "GET /api/push/register_device HTTP/1.1, /v1/heartbeat/node-12",
            "see https://hc-ping.com/ and https://uptimerobot.com/dashboard",
        ),
    ),
    _rule(
        id="address-of-notifier",
        finds="The token in the addresses of Shoutrrr and Apprise: `mattermost://host/token`",
        # A user, a host, and other parts.
        prefix=rb"(?:"
        + _SERVICES
        + rb"|"
        + _OTHERS
        + rb")://(?:[\w.@:-]{1,128}/)?(?:[\w.-]{1,32}:)?",  # an id
        lookahead=_RANDOM,
        secret_start=rb"[A-Za-z0-9_-]{15}",
        # Of Slack and Telegram with further parts.
        secret_rest=rb"[A-Za-z0-9_:-]*+",
        prefilters=(_SERVICES + rb"://", _OTHERS + rb"://"),
        examples=(
            "NOTIFICATION_URL=mattermost://ann@chat.example.com/«gtkiwfenqeci9g4k6txg5n15jh»/alerts",
            f"gotify://push.example.com/«A{MIXED}», tgram://«{MIXED}»/12345",
        ),
        counter_examples=(
            "mattermost://chat.example.com/team/pl/y1ndrfg8ejkmcpqxot1uwisza3",
            "slack://channel?team=T12345678 discord://-/channels/123456789012345678 ntfy://ntfy.example.com/alerts-of-the-server-2",
        ),
    ),
)
