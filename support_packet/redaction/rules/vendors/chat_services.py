"""Tokens and webhooks of other chats, known by their shape or their address."""

from support_packet.redaction.expressions.fragments import WORD_REST, run_of
from support_packet.redaction.expressions.samples import DIGITS, HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

_SLASH = rb"(?:\\{0,3}/|%(?:25)?2[Ff])"  # plain, escaped for JSON, encoded for URLs
_PATH = run_of(rb"[\w@.-]++", _SLASH)

RULES = (
    Rule(
        id="slack-token",
        kind="cloud key",
        finds="Tokens of Slack",
        word_boundary=True,
        secret_start=(
            rb"xox[a-ce-z](?:\.xox[bp])?-"  # with what a token of configurations wraps
            rb"[A-Za-z0-9-]{10}"
        ),
        secret_rest=rb"[\w-]*+",
        examples=(
            "«xoxb-1234567890-abcdefghij»",
            "import with «xoxp-0987654321-abcdef»",
            f"«xoxe.xoxp-1-{MIXED * 4}»",
        ),
        counter_examples=("xoxb-short", "the prefix xoxb- is Slack's"),
    ),
    PrefixedRule(
        id="slack-cookie",
        kind="cloud key",
        finds="The cookie with which a browser is logged in to Slack",
        tokens=(Token(rb"xoxd-", rb"[A-Za-z0-9%+/_-]{16}"),),
        secret_rest=run_of(rb"[A-Za-z0-9%+/=_-]++", rb"\\(?=[A-Za-z0-9/])"),
        examples=(f"d=«xoxd-{MIXED}%2F{MIXED}%3D%3D»", f"«xoxd-{MIXED}/{MIXED}+»"),
        counter_examples=("xoxd-", "xoxd- is a cookie"),
    ),
    Rule(
        id="slack-app-token",
        kind="cloud key",
        finds="Tokens of apps and workflows for Slack",
        word_boundary=True,
        # With its version after the prefix; of a workflow with its id.
        secret_start=rb"(?:xapp-[0-9]{1,10}|xwfp-[0-9]{6,16})-[A-Za-z0-9-]{10}",
        secret_rest=rb"[A-Za-z0-9-]*+",
        examples=(
            "«xapp-1-A0123456-123456789-abcdef0123456789»",
            "app «xapp-2-ABCDEFGHIJ»",
            f"workflow: «xwfp-204098872166-5579317812668-{MIXED * 2}»",
        ),
        counter_examples=("xapp-1-short", "xapp-one-A0123456789", "xwfp-204098872166"),
    ),
    Rule(
        id="slack-webhook",
        kind="cloud key",
        finds="Addresses of webhooks, workflows and triggers of Slack",
        prefix=(
            rb"hooks\.slack(?:-gov)?\.com"
            + _SLASH
            + rb"(?:services|workflows|triggers)"  # one of three sorts
            + _SLASH
        ),
        secret_start=rb"[A-Z0-9]",  # ids in capitals
        secret_rest=_PATH,
        examples=(
            "https://hooks.slack.com/services/«T000/B000/XXXX»",
            "https://hooks.slack.com/workflows/«T000/A000/0/XXXX»",
            r'{"url":"https:\/\/hooks.slack.com\/services\/«T000\/B000\/XXXX»"}',
            "u=https%3A%2F%2Fhooks.slack.com%2Ftriggers%2F«T000%2F0123%2FXXXX»&x=1",
        ),
        counter_examples=(
            "https://hooks.slack.com/services/",
            "https://hooks.slack.com/workflows/help",
        ),
    ),
    Rule(
        id="discord-webhook",
        kind="cloud key",
        finds="Addresses of webhooks of Discord",
        # With the webhook's id, which is public.
        prefix=_SLASH + rb"webhooks" + _SLASH + rb"[0-9]{16,20}" + _SLASH,
        secret_start=rb"[\w-]{16}",
        secret_rest=WORD_REST,
        examples=(
            "https://discord.com/api/webhooks/123456789012345678/«abcdefghijklmnop-ABC_0123»",
            "POST /api/v10/webhooks/1234567890123456/«0123456789abcdef»?wait=true",
            r'{"url":"https:\/\/discord.com\/api\/webhooks\/1234567890123456\/«0123456789abcdef»"}',
        ),
        counter_examples=(
            "https://discord.com/api/webhooks/123456789012345678",
            "/api/webhooks/123456789012345678/messages",
        ),
    ),
    PrefixedRule(
        id="discord-bot-token",
        kind="cloud key",
        finds="Tokens of bots of Discord",
        # The bot's id, the time, a signature.
        lookahead=rb"(?=[A-Za-z0-9]{23,28}\.[\w-]{6}\.[\w-]{27})",
        # An id of digits, in base64.
        tokens=(Token(rb"(?:M[DTjz]|N[DTjz]|O[DT])[AEIMQUYcgk]", rb"[A-Za-z0-9]{20}"),),
        secret_rest=rb"[A-Za-z0-9]*+\.[\w-]{6}\.[\w-]*+",  # the three parts
        examples=(
            f"Bot «MTIzNDU2Nzg5MDEyMzQ1Njc4.aB3dE5.{MIXED}-{MIXED}»",
            f"discord: «NzIzNDU2Nzg5MDEyMzQ1Njc4.x_3dE-.{MIXED * 2}» is no bot",
        ),
        counter_examples=(
            "MTIzNDU2Nzg5MDEyMzQ1Njc4",
            f"MTIzNDU2Nzg5MDEyMzQ1Njc4.aB3dE5.{MIXED}",
        ),
    ),
    Rule(
        id="teams-webhook",
        kind="cloud key",
        finds="Addresses of webhooks of Microsoft Teams",
        prefix=rb"\.office\.com" + _SLASH + rb"webhook(?:b2)?" + _SLASH,  # of old, and of today
        secret_start=rb"[\w-]{16}",
        secret_rest=_PATH,
        examples=(
            "https://x.webhook.office.com/webhookb2/«0123456789abcdef@01/IncomingWebhook/23/45»",
            "https://outlook.office.com/webhook/«01234567-89ab-cdef/IncomingWebhook»",
            r'{"url":"https:\/\/x.office.com\/webhookb2\/«0123456789abcdef\/IncomingWebhook»"}',
        ),
        counter_examples=(
            "https://x.webhook.office.com/webhookb2/help",
            "https://example.com/webhookb2/0123456789abcdef",
        ),
    ),
    Rule(
        id="telegram-bot-token",
        kind="cloud key",
        finds="Tokens of bots of Telegram",
        # The bot's id, and 35 characters that all begin alike; in an address after `bot`.
        secret_start=rb"[0-9]{8,10}:A[A-Za-z0-9_-]{34}",
        examples=(
            f"https://api.telegram.org/bot«{DIGITS}:AAH{MIXED * 2}»/sendMessage",
            f"token «12345678:AAE{MIXED}_{MIXED[1:]}» refused",
        ),
        counter_examples=(f"{DIGITS}:AAHaB3dE5gH7", f"1234567:AAH{MIXED * 2}"),
    ),
    PrefixedRule(
        id="matrix-token",
        kind="cloud key",
        finds="Access tokens of Matrix servers",
        tokens=(
            # of Synapse, with the user
            Token(rb"syt_", rb"[A-Za-z0-9+/=]{1,80}_[A-Za-z0-9]{20}_[A-Za-z0-9]{6}"),
            # of its authentication service
            Token(rb"m[cp][tr]_", rb"[A-Za-z0-9]{30}_[A-Za-z0-9]{6}"),
        ),
        secret_rest=rb"\w*+",
        examples=(
            "«syt_bWF0dGVybW9zdA_aBcDeFgHiJkLmNoPqRsT_0aB1cD»",
            f"M_UNKNOWN_TOKEN «mct_{MIXED}aB3dE5gH7jK9mN_0aB1cD»",
        ),
        counter_examples=("syt_bWF0dGVybW9zdA_short_0aB1cD", "mct_of_the_user"),
    ),
    Rule(
        id="webex-token",
        kind="cloud key",
        finds="Access tokens of Webex",
        # Random, the data center, the organization's id.
        secret_start=rb"[A-Za-z0-9_-]{64}_P[A-Z0-9]{3}_[0-9a-f]{8}-[0-9a-f-]{27}",
        examples=(f"«{HEX * 4}_P0A1_{UUID}»", f"webex: «{MIXED * 4}_PF84_{UUID}» expired"),
        counter_examples=(f"{HEX}_P0A1_{UUID}", f"{HEX * 4}_P0A1_short"),
    ),
)
