"""Keys in the queries and paths of addresses, by names that mean one only there."""

from functools import partial

from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import HASHES_IN_QUERIES
from support_packet.secret_words import IN_PATHS, IN_QUERIES

# The mark as it is, in JSON, in another address.
_AFTER_MARK = rb"(?:(?<=[?&])|(?<=u0026)|(?<=u003[fF])|(?<=%3[fF])|(?<=%26))"
_REST = rb"[A-Za-z0-9_-]*+"

# Hexadecimal digits, or anything random.
_RANDOM = rb"(?:(?=[0-9a-fA-F]{32})|(?=[A-Za-z0-9_-]{16})" + LOOKS_MIXED + rb")"

_rule = partial(Rule, kind="token", secret_rest=_REST, exact_start=True)

RULES = (
    _rule(
        id="key-in-query",
        finds="Keys in the queries of addresses, as `appid` and `key`",
        prefix=_AFTER_MARK + rb"(?i:" + b"|".join(IN_QUERIES) + rb")(?:=|%3[dD])",
        # Or capitals and digits, as older ones of Google have.
        lookahead=rb"(?:"
        + _RANDOM
        # Tickets, capitals and digits.
        + rb"|(?=[SPT]G?T-[0-9]{1,12}-)|(?=[A-Z]{0,10}[0-9])(?=[0-9]{0,10}[A-Z])(?=[A-Z0-9]{12}))",
        secret_start=rb"[A-Za-z0-9_-]{12}",
        prefilters=(one_by_one(any_case(IN_QUERIES), rb"[=%]"),),
        examples=(
            f"/data/2.5/weather?q=Berlin&appid=«{HEX * 2}»&units=metric",
            "https://g.example.com/v1/search?key=«LZG3MJLYXVIO»&q=ok",
            f"GET https://api.trello.com/1/boards/x?key=«{HEX * 2}»&token=",
            f'"https://x/y?a=b\\u0026app_key=«{MIXED}»" wss://x/?ticket=«{MIXED * 2}»',
            f"/robot/send?timestamp=1743000000000&sign=«{MIXED * 2}»%3D",
        ),
        counter_examples=(
            "?key=the_usual_way_of_it, ?key=Users&page=2 &appid=730",
            "?sort_key=created_at_2026 ?key=2026-11-28T10h11m",
        ),
    ),
    _rule(
        id="webhook-in-path",
        finds="The part of an address by which anyone may call a webhook, join, reset or confirm",
        # Words of the service may be between.
        prefix=rb"(?<![a-zA-Z])(?i:" + b"|".join(IN_PATHS) + rb")(?:/[a-zA-Z0-9_.-]{1,32}){0,2}?/",
        lookahead=(
            # Hexadecimal digits, UUIDs, what is random; no commit.
            rb"(?:(?=[0-9a-f]{32}(?:[^\w-]|\Z))|(?=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)"
            rb"|(?=[A-Za-z0-9_-]{20})" + LOOKS_MIXED + rb")"
        ),
        secret_start=rb"[A-Za-z0-9_-]{16}",
        # One of the words.
        prefilters=(one_by_one(any_case(IN_PATHS), rb"/[a-zA-Z0-9_.-]{1}"),),
        examples=(
            f"POST https://n8n.example.org/webhook/«{HEX * 2}» 500",
            f'"url":"https://x.example.org/webhooks/incoming/«{MIXED * 2}»"',
            f"GET /reset_password/«{MIXED * 2}» https://x.example.org/join/«{MIXED * 2}»",
        ),
        counter_examples=(
            "GET /plugins/x/webhook/the-usual-way-of-the-call_2",
            f"GET /api/v4/{MIXED * 2} /api/{HEX * 2}/x, /api/{MIXED}/x",
            f"/reset/the-usual-way-of-it-2 /src/hooks/useWebhook12.js /webhook/v2/{HEX}",
        ),
    ),
    _rule(
        id="hash-in-query",
        finds="A hash that logs in as a password does, in the query of an address",
        prefix=_AFTER_MARK + rb"(?i:" + b"|".join(HASHES_IN_QUERIES) + rb")(?:=|%3[dD])",
        lookahead=rb"(?=[A-Za-z]{0,24}[0-9])",
        secret_start=rb"[A-Za-z0-9]{6}",
        prefilters=(one_by_one(any_case(HASHES_IN_QUERIES), rb"[=%]"),),
        examples=(
            "/api/table.json?content=sensors&username=reader&passhash=«3244210318»",
            f"GET /x?pwhash=«{HEX}»&y",
        ),
        counter_examples=("?passhash=&x=y", "password_hash=bcrypt"),
    ),
    _rule(
        id="key-as-user",
        finds="A key in place of the user of an address, as Sentry writes it, with its secret",
        prefix=rb"://",
        # With its secret or without.
        lookahead=rb"(?=[0-9a-f]{32}(?::[0-9a-f]{32})?@)",
        secret_start=rb"[0-9a-f]{32}",
        secret_rest=rb"(?::[0-9a-f]{32})?",
        prefilters=(rb"://[0-9a-f]{32}[@:]",),
        examples=(
            f"SENTRY_DSN=https://«{HEX * 2}»@sentry.example.com/41",
            f"dsn: https://«{HEX * 2}:{HEX * 2}»@sentry.example.com/41",
        ),
        counter_examples=(f"https://{HEX * 2}/@bob", "https://user12@example.com/1"),
    ),
)
