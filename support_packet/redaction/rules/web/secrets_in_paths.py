"""Parts of paths by which anyone may call a service, send to a stream, or read a calendar."""

from functools import partial

from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import IN_PATHS

_MIXED = (
    # Lower case, upper case, and two digits soon.
    rb"(?=[A-Z0-9_-]{0,24}[a-z])(?=[a-z0-9_-]{0,24}[A-Z])(?=(?:[A-Za-z_-]{0,24}[0-9]){2})"
    + LOOKS_MIXED
)
# No file of a program.
_NO_FILE = rb"(?![\w-]{1,96}\.(?:[jt]sx?|go|py|css|map|html?|png|svg)\b)"
_DIGITS = (
    # Digits of a hash's length, letters among them.
    rb"(?=[0-9]{0,24}[a-f])(?=[0-9a-f]{32}(?:[0-9a-f]{4}|[0-9a-f]{8}|[0-9a-f]{16}|[0-9a-f]{32})?"
    rb"(?![\w-]))"  # and nothing more
)

_rule = partial(Rule, kind="webhook", exact_start=True, secret_rest=rb"[A-Za-z0-9_-]*+")

RULES = (
    _rule(
        id="address-of-intake-or-hook",
        finds="The last part of addresses of Datadog, Sumo Logic, Netlify, Infura and others",
        prefix=(
            # Logs: Datadog, Sumo Logic, Loggly.
            rb"(?:datadoghq\.[a-z]{2,3}/(?:api/)?v[12]/input/|/receiver/v1/http/"
            rb"|loggly\.com/(?:inputs|bulk)/"  # its customer
            # Builds: Netlify, Vercel, Render.
            rb"|netlify\.com/build_hooks/|/integrations/deploy/prj_[A-Za-z0-9]{8,40}/"
            # Deploys of one, webhooks of the other.
            rb"|api\.render\.com/deploy/srv-[a-z0-9]{8,32}\?key=|guilded\.gg/webhooks/[0-9a-f-]{36}/"
            # Chains of blocks: Infura, Alchemy; Bark, Airtable.
            rb"|infura\.io/(?:ws/)?v3/|alchemy(?:api)?\.(?:com|io)/v2/|api\.day\.app/"
            # What a base and a workflow are called.
            rb"|/genericWebhook/app[A-Za-z0-9]{14}/wfl[A-Za-z0-9]{14}/)"
        ),
        # A digit and a letter, or upper and lower case.
        lookahead=rb"(?=[\w-]{0,24}(?:[0-9][A-Za-z]|[a-z][A-Z0-9]))",
        secret_start=rb"[A-Za-z0-9_-]{10}",
        # Base64, at most.
        secret_rest=rb"[A-Za-z0-9_+=-]*+",
        prefilters=(
            # The same, four at a time.
            rb"(?:datadoghq\.[a-z]{2,3}/|/receiver/v1/http/|loggly\.com/|netlify\.com/build)",
            # The same.
            rb"(?:/integrations/deploy/prj_|api\.render\.com/deploy/|guilded\.gg/webhooks/)",
            # The others.
            rb"(?:infura\.io/|alchemy(?:api)?\.(?:com|io)/v2/|api\.day\.app/|/genericWebhook/app)",
        ),
        examples=(
            f"https://http-intake.logs.datadoghq.eu/v1/input/«{HEX * 2}»",
            f"https://x.sumologic.com/receiver/v1/http/«{MIXED}+{MIXED}==» 503",
            f"wss://mainnet.infura.io/ws/v3/«{HEX * 2}», https://api.day.app/«{MIXED}»/done",
            f"/v1/integrations/deploy/prj_{MIXED}/«XdNHMhnZas» 201",
        ),
        counter_examples=(
            "https://api.netlify.com/build_hooks/ https://infura.io/documentation",
            "https://loggly.com/inputs/documentation https://api.day.app/ is Bark",
        ),
    ),
    _rule(
        id="digits-of-webhook-in-path",
        finds="Hexadecimal digits, as long as those of a commit, after a word for webhooks",
        # Other words may be between.
        prefix=rb"(?<![a-zA-Z])(?i:web-?hooks?|hooks?)(?:\\{0,3}/[a-zA-Z0-9_.-]{1,32}){0,2}?\\{0,3}/",
        lookahead=_DIGITS,
        secret_start=rb"[0-9a-f]{32}",
        # The words of another rule, which cost nothing.
        prefilters=(one_by_one(any_case(IN_PATHS), rb"\\{0,3}/[a-zA-Z0-9_.-]{1}"),),
        examples=(
            f"GET /api/webhooks/«{HEX * 2}01234567»/github 200",
            f"https://automation.atlassian.com/pro/hooks/«{HEX[::-1] * 2}01234567»",
        ),
        counter_examples=(
            f"/repos/x/commits/{HEX * 2}01234567 /hooks/12345678",
            f"/webhook/{HEX} /webhook/x/the-usual-way-of-it",
        ),
    ),
    _rule(
        id="path-of-host-for-hooks",
        finds="A random part of a path on a host whose name says that it is for webhooks",
        # The host, and a few parts.
        prefix=rb":\\{0,3}/\\{0,3}/(?i:(?:web)?hooks?)\.[A-Za-z0-9.-]{3,64}(?::[0-9]{2,5})?"
        rb"(?:\\{0,3}/[A-Za-z0-9_.-]{1,32}){0,4}?\\{0,3}/",  # JSON may escape all slashes
        lookahead=_NO_FILE
        + rb"(?:"
        + _MIXED
        + rb"|"
        + _DIGITS
        + rb"|(?=[0-9a-f]{8}-[0-9a-f]{4}-))",  # a UUID
        secret_start=rb"[A-Za-z0-9_-]{20}",
        prefilters=(rb":\\{0,3}/\\{0,3}/(?i:(?:web)?hooks?\.[a-z0-9])",),  # its beginning
        examples=(
            f'Post "https://hooks.acme.example/x/«{MIXED * 2}»": EOF',
            f"https:\\/\\/hook.example.org:8443\\/in/a/«{HEX * 2}»/send, https://webhooks.x.org/«{UUID}»",
        ),
        counter_examples=(
            "https://hooks.acme.example/documentation-of-the-webhooks https://hooks.acme.example/x",
            "https://hooks.example.org/y1ndrfg8ejkmcpqxot1uwisza3x/the-usual-way-of-calling-it-2",
        ),
    ),
    _rule(
        id="random-part-of-path",
        finds="A random part of a path after a word such as `bot`, `alert`, `dl` or `ical`",
        # Of both cases after words for much, or digits after those for phones and calendars.
        prefix=rb"/(?i:bot|alerts?|dl|key|intake|apns|ical)/",
        lookahead=rb"(?:(?=[A-Za-z0-9]{24})"
        + _MIXED
        # Of the two last.
        + rb"|(?:(?<=(?i:apns/))|(?<=(?i:ical/)))"
        + _DIGITS
        + rb")",
        secret_start=rb"[A-Za-z0-9]{24}",
        prefilters=tuple(
            # Few words, each spelled out.
            rb"(?i:/" + word + rb"/)[A-Za-z0-9]{16}"
            for word in (rb"bot", rb"alerts?", rb"dl", rb"key", rb"intake", rb"apns", rb"ical")
        ),
        examples=(
            f"https://api.example.org/bot/«{MIXED * 2}»/send /dl/«{MIXED * 2}»/report.pdf",
            f'Get "https://calendar.example.org/ical/«{HEX * 2}01234567»/feed.ics": EOF',
            f"https://push.example.org/apns/«{HEX * 4}»",
        ),
        counter_examples=(
            f"/dl/mattermost-desktop-5-10-2-win-x64.zip /alert/{UUID} /key/{HEX * 2}",
            f"/dl/{HEX * 2}01234567/x /bot/y1ndrfg8ejkmcpqxot1uwisza3 /ical/{HEX}",
        ),
    ),
    _rule(
        id="calendar-link",
        finds="The part of the address of a calendar or of a share by which anyone may read it",
        # Of Exchange; of Nextcloud and ownCloud.
        prefix=rb"(?:/owa/calendar/[\w.@%-]{1,128}/|/index\.php/s/)",
        lookahead=rb"(?=[A-Za-z0-9]{0,24}[0-9])",
        secret_start=rb"[A-Za-z0-9]{12}",
        prefilters=(rb"/owa/calendar/", rb"/index\.php/s/"),
        examples=(
            f"https://outlook.office365.com/owa/calendar/{HEX}@x.org/«{HEX * 2}0123»/calendar.ics",
            "https://cloud.example.org/index.php/s/«D4tFjprT28VEA7X»/download",
        ),
        counter_examples=("GET /owa/calendar/view/Month", "/index.php/s/ and /index.php/settings"),
    ),
    _rule(
        id="key-of-stream",
        finds="The key in the address to which a stream is sent",
        # The application, of one part or two.
        prefix=rb"rtmps?://[\w.:-]{3,128}/(?:[\w-]{1,32}/){1,2}?",
        # Groups, Twitch's, Facebook's, or what looks random.
        lookahead=rb"(?:(?=[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-)|(?=live_[0-9]+_)|(?=FB-[0-9])|"
        + _MIXED
        + rb")",
        secret_start=rb"[A-Za-z0-9_-]{16}",
        prefilters=(rb"rtmps?://",),
        examples=(
            "rtmp://a.rtmp.youtube.com/live2/«m7ia-h7a4-pv8u-tryk-ezmk»",
            f"ffmpeg -f flv rtmp://live.twitch.tv/app/«live_863193069_{MIXED}»",
        ),
        counter_examples=(
            "rtmp://127.0.0.1:1935/live/the-usual-stream-of-it",
            "rtmp://x/live/team-meeting-2026-11-28",
        ),
    ),
    LineRule(
        id="address-in-setting",
        kind="webhook",
        finds="A random part of the address that a playbook calls, or pushes are sent to",
        # The names of the settings.
        trigger=(rb"(?i:webhookOn[a-z_]{4,24}URL)", rb"PushNotificationServer"),
        # A host, a few parts.
        secret=rb"://[\w.:-]{3,128}(?:/[A-Za-z0-9_.-]{1,32}){0,4}?/" + _MIXED + rb"([\w-]{20,128})",
        examples=(
            f"webhookOnCreationURL=https://ops.example.org/in/«{MIXED * 2}»",
            f"EmailSettings.PushNotificationServer -> https://push.example.org/«{MIXED * 2}»",
        ),
        counter_examples=(
            "WebhookOnCreationURLs = 'https://ops.example.org/in/the-usual-way-of-it-2'",
            '"PushNotificationServer": "https://push.mattermost.com"',
        ),
    ),
)
