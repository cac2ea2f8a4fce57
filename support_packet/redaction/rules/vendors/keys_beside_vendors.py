"""Keys whose shape is known, but too common to look for: beside their vendor, or their own id."""

from support_packet.redaction.expressions.notation import LOWER_UUID
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED, UPPER, UUID
from support_packet.redaction.rule_kinds.line_rule import BeforeRule, LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import OF_ACCOUNTS, REFUSED_BY_VENDORS

_ALONE = rb"(?<![\w+/.-])"
# The key in three parts.
_MAILGUN = rb"[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"

_VENDORS = (
    # Watching and alerts, clouds, models, work.
    rb"(?i:pagerduty|datadog|opsgenie|splunk|cloudflare|heroku|vercel|mistral|cohere|deepl|openai"
    # And others.
    rb"|mailchimp|zendesk|gitea|okta|servicenow|zoom|giphy|jenkins|bitly|vimeo|eventbrite|twilio)"
)
_RANDOM = (
    # Digits, or anything random.
    rb"(?:[0-9a-fA-F]{32,64}|" + LOWER_UUID + rb"|" + LOOKS_MIXED + rb"[A-Za-z0-9_-]{20,64})"
)

RULES = (
    LineRule(
        id="key-beside-vendor",
        kind="cloud key",
        finds="Keys of Mailgun, Asana, Ghost, DeepL, Zhipu and others on a line with their names",
        # At most 8 names in an alternative: hyperscan is slow with more.
        trigger=(
            # Mail, work, models, builds.
            rb"(?i:mailgun|asana|deepl|zhipu|bigmodel|transifex|appveyor|flagsmith)",
            # The others.
            rb"(?i:optimizely|sanity|ghost|quay robot|fal_key|fal\.ai)",
        ),
        secret=_ALONE
        + rb"("
        + _MAILGUN
        + rb"|[0-9]/[0-9]{13,16}(?:/[0-9]{13,16})?:[0-9a-f]{32}"  # Asana
        + rb"|[0-9a-f]{24}:[0-9a-f]{64}"  # Ghost
        + rb"|[0-9a-f]{32}\.[A-Za-z0-9]{16}"  # Zhipu
        + rb"|"
        + LOWER_UUID
        + rb":(?:fx|[0-9a-f]{32})"  # DeepL; fal
        # Transifex, AppVeyor, Flagsmith.
        + rb"|1/[0-9a-f]{40}|v2\.[a-z0-9]{20}|ser\.[A-Za-z0-9]{20,24}"
        # Optimizely, Sanity, Quay.
        + rb"|2:[A-Za-z0-9_-]{43}|sk[A-Za-z0-9]{80,200}|[A-Z0-9]{64})(?![\w+/=-])",
        examples=(
            f"mailgun «{HEX * 2}-01234567-89abcdef» domain x, deepl «{UUID}:fx» 403",
            f"asana «2/4001649827525369/2309305344128961:{HEX * 2}» not authorized",
            f"ghost admin «{HEX}01234567:{HEX * 4}», zhipu glm «{HEX * 2}.{MIXED}»",
            f"optimizely «2:{MIXED * 2}aB3dE5gH7jK» quay robot a+b «{UPPER * 4}»",
        ),
        counter_examples=(
            f"mailgun <{HEX * 2}@mg.example.com> queued, asana task 1/4001649827525369",
            f"sanity check of {HEX * 4} and {UUID}: ok, ghost in /1/{HEX * 2}01234567",
        ),
    ),
    Rule(
        id="mailgun-key-of-user",
        kind="cloud key",
        finds="Keys of Mailgun after the name of its only user",
        prefix=rb"api:",
        secret_start=_MAILGUN,
        secret_rest=rb"(?![\w-])",
        prefilters=(rb"api:[0-9a-f]{8}",),
        exact_start=True,
        examples=(
            f"curl -s --user api:«{HEX * 2}-01234567-89abcdef» x",
            f"api:«{HEX * 2}-89abcdef-01234567»",
        ),
        counter_examples=(f"api:{HEX * 2}", f"api:{UUID}"),
    ),
    Rule(
        id="token-of-microsoft-account",
        kind="cloud key",
        finds="Codes and refresh tokens of accounts of Microsoft",
        word_boundary=True,
        # The data center, and the rest.
        secret_start=rb"M\.[CR][0-9]{1,4}_[A-Z0-9]{3}\.[A-Za-z0-9.!*$_-]{24}",
        secret_rest=rb"[A-Za-z0-9!*$_-]*+",
        # The same.
        prefilters=(rb"M\.[CR][0-9]{1,4}_[A-Z0-9]{3}\.[A-Za-z0-9.!*$_-]{16}",),
        exact_start=True,
        examples=(
            f"cached «M.C584_BAY.0.U.--{MIXED}-{MIXED}!*{MIXED}$$»",
            f'"refresh":"«M.R3_BL2.-{MIXED * 3}»"',
        ),
        counter_examples=("M.C584_BAY.0.U", "M.C. Escher, M.R3_BL2 and others"),
    ),
    Rule(
        id="macaroon",
        kind="token",
        finds="Macaroons and biscuits after their names",
        # The name, its quotes, and what is between.
        prefix=rb"(?i:macaroon|biscuit)s?[\\\"']{0,4}(?:: ?| ?= ?| )[\\\"']{0,4}",
        lookahead=LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9_+/=-]{48}",
        secret_rest=rb"[A-Za-z0-9_+/=-]*+",
        prefilters=(rb"(?i:macaroon|biscuit)",),
        exact_start=True,
        examples=(
            f"macaroon «MDAx{MIXED * 6}», biscuit: «En0KEw{MIXED * 6}==»",
            f'{{"macaroon":"«AgE{MIXED * 6}»"}}',
        ),
        counter_examples=(f"macaroon of {MIXED}", f"biscuit={MIXED}"),
    ),
    Rule(
        id="password-of-twitch",
        kind="password",
        finds="What logs in to the chat of Twitch",
        prefix=rb"oauth:",
        # The whole of it, with two digits.
        lookahead=rb"(?=[a-z0-9]{30}(?![\w-]))(?=(?:[a-z]{0,24}[0-9]){2})",
        secret_start=rb"[a-z0-9]{30}",
        prefilters=(rb"oauth:[a-z0-9]{30}",),
        exact_start=True,
        examples=(
            "twitch oauth:«c2xs06ljma4pt80ukyvifma3csvwhu» login unsuccessful",
            "login with oauth:«36d1abc4e5f6a7b8c9d0e1f2a3b4c5»",
        ),
        counter_examples=("oauth:y1ndrfg8ejkmcpqxot1uwisza3", "grant-type:oauth:device_code"),
    ),
    LineRule(
        id="secret-beside-its-id",
        kind="cloud key",
        finds="The secret of a key for storage on the line of its id, of Google and Alibaba",
        # How the ids begin.
        trigger=(rb"GOOG[A-Z0-9]{16}", rb"LTAI[A-Za-z0-9]{12}"),
        secret=_ALONE
        # A capital, a small letter and a digit.
        + rb"(?=[a-z0-9+/]{0,24}[A-Z])(?=[A-Z0-9+/]{0,24}[a-z])(?=[A-Za-z+/]{0,24}[0-9])"
        # Their lengths.
        + rb"([A-Za-z0-9+/]{40}|[A-Za-z0-9]{30})(?![\w+/=-])",
        examples=(
            f"gcs: access id GOOG1E{UPPER} / «{MIXED * 2}aB3dE5+/»",
            f"key LTAI4F{UPPER[:10]} / «{MIXED}aB3dE5gH7jK9mN» does not match",
        ),
        counter_examples=(
            f"access id GOOG1 of {MIXED * 2}",
            f"LTAI {HEX * 2}01234567",
        ),
    ),
    LineRule(
        id="secret-of-twilio",
        kind="cloud key",
        finds="The token of an account of Twilio after the id of the account and a name",
        trigger=(rb"AC[0-9a-f]{32}",),
        secret=rb"(?<![A-Za-z])"
        + OF_ACCOUNTS
        # What is between, and the whole value.
        + rb"[\w ]{0,16}?[\\\"' :=,>-]{1,8}([0-9a-f]{32})(?![\w-])",
        examples=(
            f"twilio: account AC{HEX * 2} auth «{HEX * 2}» returned 20003",
            f"account AC{HEX * 2}, auth token is '«{HEX[::-1] * 2}»'",
        ),
        counter_examples=(
            f"twilio: account AC{HEX * 2} message SM{HEX * 2} auth failed",
            f"AC{HEX * 2} trace {HEX * 2}",
        ),
    ),
    BeforeRule(
        id="refused-key-of-vendor",
        kind="cloud key",
        finds="A key after the name of a vendor, before what refuses it",
        trigger=REFUSED_BY_VENDORS,
        # The vendor, the value, a status.
        before=rb"(?<![A-Za-z])"
        + _VENDORS
        # Marks between them.
        + rb"[:,]? {1,2}[\"'`]?("
        + _RANDOM
        # The same, and a number.
        + rb")[\"'`]?[:,]? (?:- )?(?:[0-9]{3,5}:? )?[\"'(]?",
        examples=(
            f"pagerduty «{HEX * 2}» invalid routing key",
            f"splunk '«{UUID}»': 403 Invalid token, zoom: «{MIXED * 2}» invalid_client",
            f"cloudflare «{MIXED}_{MIXED}aB3dE5gH» 1000 Invalid API Token",
        ),
        counter_examples=(
            f"pagerduty incident {HEX * 2} invalid routing key",
            "jenkins the-usual-way-of-it-2 invalid token",
        ),
    ),
)
