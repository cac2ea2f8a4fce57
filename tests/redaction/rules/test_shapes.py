"""Which text has the shape of a credential."""

from collections.abc import Callable

from support.tables import for_each

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"

SECRETS = [
    f"plugin says «{JWT}»",
    "key «AKIAIOSFODNN7EXAMPLE» used",
    "maps «AIzaSyA1234567890abcdefghijklmnopqrstuv»",
    "«ghp_abcdefghijklmnopqrstuvwxyz0123456789»",
    "«github_pat_11ABCDEFG0abcdefghijkl_mnopqrst»",
    "«glpat-abcdefghij0123456789»",
    "«xoxb-1234567890-abcdefghij»",
    "https://hooks.slack.com/services/«T000/B000/XXXX»",
    "«sk_live_abcdefghijklmnop0123»",
    "«SG.abcdefghijklmnopqrstuv.abcdefghijklmnop»",
    "«sk-proj-abcdefghijklmnopqrst1234»",
    "AccountName=a;AccountKey=«abcdefghijklmnopqrstuvwxyz0123456789+/==»;Suffix=x",
    "https://a.blob.core.windows.net/c?sv=2020&sig=«abcdefghijklmnopqrstuv%2Fw%3D»&se=1",
    "hash «$2a$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234»",
    "«xapp-1-A0123456-123456789-abcdef0123456789»",
    "«hvs.CAESIJ1234567890abcdef»",
    "«AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQ»",
    "https://discord.com/api/webhooks/123456789012345678/«abcdefghijklmnop-ABC_0123»",
    "https://x.webhook.office.com/webhookb2/«0123456789abcdef@01/IncomingWebhook/23/45»",
]

HARMLESS = [
    "xapp hvs.short AGE-SECRET-KEY https://discord.com/api/webhooks/123456789012345678",
]


@for_each("line", [*SECRETS, *HARMLESS])
def test_the_secret_is_masked_and_nothing_else(
    line: str, check_marked: Callable[[str], None]
) -> None:
    check_marked(line)
