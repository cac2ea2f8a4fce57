"""Headers whose names end with `-Key` or `-Auth`, and addresses that hold a token."""

from support_packet.redaction.rules.fragments import (
    LOOKS_RANDOM,
    OPAQUE,
    TOKEN_NAME,
    TOKEN_SPACE,
)
from support_packet.redaction.rules.rule import Rule

RULES = (
    Rule(
        id="key-header",
        kind="token",
        finds="A header whose name ends with `-Key` or `-Auth`",
        # As text, Go and JSON write headers.
        prefix=rb"(?i:-(?:key|auth))[\"']?(?:: |:\[|:\[\]string\{|\": ?)\\{0,7}[\"'\[]?",
        # Keys that are sent to be repeated, and names of caches.
        lookahead=LOOKS_RANDOM + rb"(?<!ocket-Key: )(?<!ency-Key: )(?<!gate-Key: )(?<!ocket-key: )",
        secret_start=OPAQUE + rb"{16}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(rb"(?i:-key|-auth)[\"':]",),
        examples=(
            "Ocp-Apim-Subscription-Key: «0123456789abcdef»",
            '{"header":"X-Mattermost-Auth: «HNrqrGqSAr30wCU-YTzG»"}',
        ),
        counter_examples=(
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "X-Cache-Key: the-front-page-of-it",
        ),
    ),
    Rule(
        id="header-directive",
        kind="token",
        finds="A value in quotes after its name and a space, as proxies set headers",
        prefix=TOKEN_NAME + rb" \\{0,7}\"",
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(TOKEN_SPACE,),
        ends=b'"\\',
        exact_start=True,
        examples=(
            'RequestHeader set X-Auth-Token "«XlTUzdQApBFhlAzFLsc»"',
            'proxy_set_header X-Api-Key "«abcdefgh0123»";',
        ),
        counter_examples=('proxy_set_header X-Api-Key "";', 'header X-Api-Key "required"'),
    ),
)
