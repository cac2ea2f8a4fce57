"""Keys and webhooks of services that send messages and take payments."""

from support_packet.redaction.rules.fragments import WORD_REST
from support_packet.redaction.rules.rule import Rule

RULES = (
    Rule(
        id="slack-token",
        kind="cloud key",
        finds="Tokens of Slack",
        word_boundary=True,
        secret_start=rb"xox[a-z]-[A-Za-z0-9-]{10}",
        secret_rest=rb"[A-Za-z0-9-]*+",
        examples=("«xoxb-1234567890-abcdefghij»", "import with «xoxp-0987654321-abcdef»"),
        counter_examples=("xoxb-short", "the prefix xoxb- is Slack's"),
    ),
    Rule(
        id="slack-app-token",
        kind="cloud key",
        finds="Tokens of apps for Slack",
        word_boundary=True,
        # With its version after the prefix.
        secret_start=rb"xapp-[0-9]-[A-Za-z0-9-]{10}",
        secret_rest=rb"[A-Za-z0-9-]*+",
        examples=("«xapp-1-A0123456-123456789-abcdef0123456789»", "app «xapp-2-ABCDEFGHIJ»"),
        counter_examples=("xapp-1-short", "xapp-one-A0123456789"),
    ),
    Rule(
        id="slack-webhook",
        kind="cloud key",
        finds="Addresses of webhooks and workflows of Slack",
        prefix=rb"hooks\.slack\.com/(?:services|workflows)/",  # then ids in capitals
        secret_start=rb"[A-Z0-9]",
        secret_rest=rb"[\w/]*+",
        examples=(
            "https://hooks.slack.com/services/«T000/B000/XXXX»",
            "https://hooks.slack.com/workflows/«T000/A000/0/XXXX»",
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
        prefix=rb"/api/webhooks/[0-9]{16,20}/",  # with the webhook's id, which is public
        secret_start=rb"[\w-]{16}",
        secret_rest=WORD_REST,
        examples=(
            "https://discord.com/api/webhooks/123456789012345678/«abcdefghijklmnop-ABC_0123»",
            "POST /api/webhooks/1234567890123456/«0123456789abcdef»?wait=true",
        ),
        counter_examples=(
            "https://discord.com/api/webhooks/123456789012345678",
            "/api/webhooks/123456789012345678/messages",
        ),
    ),
    Rule(
        id="teams-webhook",
        kind="cloud key",
        finds="Addresses of webhooks of Microsoft Teams",
        prefix=rb"\.office\.com/webhook(?:b2)?/",  # of old, and of today
        secret_start=rb"[\w-]{16}",
        secret_rest=rb"[\w@/-]*+",
        examples=(
            "https://x.webhook.office.com/webhookb2/«0123456789abcdef@01/IncomingWebhook/23/45»",
            "https://outlook.office.com/webhook/«01234567-89ab-cdef/IncomingWebhook»",
        ),
        counter_examples=(
            "https://x.webhook.office.com/webhookb2/help",
            "https://example.com/webhookb2/0123456789abcdef",
        ),
    ),
    Rule(
        id="stripe-key",
        kind="cloud key",
        finds="Keys of Stripe and of its webhooks",
        word_boundary=True,
        secret_start=(
            rb"(?:[srp]k_(?:live|test)"  # secret, restricted and publishable keys
            rb"|whsec)_"  # what signs the calls of a webhook
            rb"[A-Za-z0-9]{16}"
        ),
        secret_rest=rb"\w*+",
        examples=("«sk_live_abcdefghijklmnop0123»", "«whsec_abcdefghijklmnop»"),
        counter_examples=("sk_live_short", "task_test_abcdefghijklmnop"),
    ),
    Rule(
        id="sendgrid-key",
        kind="cloud key",
        finds="Keys of SendGrid",
        word_boundary=True,
        secret_start=rb"SG\.[A-Za-z0-9_-]{16}",
        secret_rest=rb"[A-Za-z0-9_.-]*+",
        examples=(
            "«SG.abcdefghijklmnopqrstuv.abcdefghijklmnop»",
            "user apikey «SG.0123456789abcdef»",
        ),
        counter_examples=("SG.short", "MSG.abcdefghijklmnopqrstuv"),
    ),
)
