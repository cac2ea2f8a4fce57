"""Keys in the queries and paths of addresses, by names that mean one only there."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD, run_of
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER, any_case, one_by_one
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import HASHES_IN_QUERIES
from support_packet.secret_words import IN_PATHS, IN_QUERIES

# The mark as it is, in JSON, in another address.
_AFTER_MARK = rb"(?:(?<=[?&])|(?<=u0026)|(?<=u003[fF])|(?<=%3[fF])|(?<=%26))"
_REST = rb"[A-Za-z0-9_-]*+"

# Of a key that base64 or a mark is part of.
_REST_OF_KEY = run_of(
    # An escaped slash or plus sign, an equals sign.
    rb"[A-Za-z0-9_/+=-]++",
    rb"%(?:2[BbFf]|3[Dd])",
    rb"\.(?=[A-Za-z0-9])",
)

_FIRST_PART = (
    # Of two letters, or with a capital or a digit.
    rb"(?:(?:[a-z]{2}|(?=[a-z]{0,12}[A-Z0-9])[A-Za-z0-9]{2,16})"
    rb"(?:[./+]|%2[BbFf]))?"  # the mark after it
)

# Hexadecimal digits, or anything random.
_RANDOM = rb"(?:(?=[0-9a-fA-F]{32})|(?=[A-Za-z0-9_-]{16})" + LOOKS_MIXED + rb")"

_rule = partial(Rule, kind="token", secret_rest=_REST, exact_start=True)

RULES = (
    _rule(
        id="key-in-query",
        finds="Keys in the queries of addresses, as `appid` and `key`",
        prefix=_AFTER_MARK + rb"(?i:" + b"|".join(IN_QUERIES) + rb")(?:=|%3[dD])",
        # Or capitals and digits, as older ones of Google have.
        lookahead=rb"(?:(?="
        + _FIRST_PART
        + _RANDOM
        + rb")"
        # Tickets, capitals and digits.
        + rb"|(?=[SPT]G?T-[0-9]{1,12}-)|(?=[A-Z]{0,10}[0-9])(?=[0-9]{0,10}[A-Z])(?=[A-Z0-9]{12}))",
        secret_start=rb"[A-Za-z0-9_.%/+-]{12}",
        secret_rest=_REST_OF_KEY,
        prefilters=(one_by_one(any_case(IN_QUERIES), rb"[=%]"),),
        examples=(
            f"/data/2.5/weather?q=Berlin&appid=«{HEX * 2}»&units=metric",
            "https://g.example.com/v1/search?key=«LZG3MJLYXVIO»&q=ok",
            f"GET https://api.trello.com/1/boards/x?key=«{HEX * 2}»&token=",
            f'"https://x/y?a=b\\u0026app_key=«{MIXED}»" wss://x/?ticket=«{MIXED * 2}»',
            f"/robot/send?timestamp=1743000000000&sign=«{MIXED * 2}%3D»",
            f"https://x/v1?key=«AQ.Ab{MIXED}», ?key=«{MIXED[:10]}%2F{MIXED}»&x",
            f"/v1/reverse?key=«pk.{HEX * 2}».",
        ),
        counter_examples=(
            "?key=the_usual_way_of_it, ?key=Users&page=2 &appid=730",
            "?sort_key=created_at_2026 ?key=2026-11-28T10h11m ?key=team.members.count.of.2026",
        ),
    ),
    _rule(
        id="webhook-in-path",
        finds="The part of an address by which anyone may call a webhook, join, reset or confirm",
        # Words of the service may be between; JSON may escape the slashes.
        prefix=rb"(?<![a-zA-Z])(?i:"
        + b"|".join(IN_PATHS)
        + rb")(?:\\{0,3}/[a-zA-Z0-9_.-]{1,32}){0,2}?\\{0,3}/",  # each before a slash
        lookahead=(
            # No module of a program.
            rb"(?!use[A-Z]|[\w-]{1,96}\.(?:[jt]sx?|go|py|css|map)\b)"
            # Hexadecimal digits, UUIDs, what is random; no commit.
            rb"(?:(?=[0-9a-f]{32}(?:[^\w-]|\Z))|(?=[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)"
            rb"|(?=[A-Za-z0-9_-]{20})" + LOOKS_MIXED + rb")"
        ),
        secret_start=rb"[A-Za-z0-9_-]{16}",
        # One of the words.
        prefilters=(one_by_one(any_case(IN_PATHS), rb"\\{0,3}/[a-zA-Z0-9_.-]{1}"),),
        examples=(
            f"POST https://n8n.example.org/webhook/«{HEX * 2}» /webhook\\/x\\/«{MIXED}aB3dE»",
            f'"url":"https://x.example.org/webhooks/incoming/«{MIXED * 2}»"',
            f"https://x.example.org/hooks/«{MIXED * 2}» /hooks/sendMessage/«{UUID}»",
            f"GET /reset_password/«{MIXED * 2}» https://x.example.org/join/«{MIXED * 2}»",
        ),
        counter_examples=(
            "GET /plugins/x/webhook/the-usual-way-of-the-call_2",
            f"GET /api/v4/{MIXED * 2} /api/{HEX * 2}/x, /api/{MIXED}/x",
            f"/reset/the-usual-way-of-it-2 /src/hooks/useWebhook12.js /webhook/v2/{HEX}",
            "/src/hooks/useGetMyIdByTeamAndOfChannels.ts /hooks/aB3dE5gH7jK9mN1pQ3rS5t.js",
        ),
    ),
    _rule(
        id="random-value-in-query",
        finds="A long random value after a short name in a query of an address, as `s` or `hash`",
        prefix=rb"(?:[?&]|u0026)(?:s|h|k|md5|hash|access)=",  # with its mark
        # Lower case, upper case, and two digits soon.
        lookahead=rb"(?=[A-Z0-9_-]{0,24}[a-z])(?=[a-z0-9_-]{0,24}[A-Z])(?=(?:[A-Za-z_-]{0,24}[0-9]){2})"
        # Not what Cloudflare has in the addresses of reports, which is longer.
        rb"(?=[A-Za-z0-9_-]{20,64}(?![\w%-]))" + LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9_-]{20}",
        # The same, a few at a time.
        prefilters=(rb"(?:[?&]|u0026)(?:s|h|k|md5|hash|access)=[A-Za-z0-9_-]{16}",),
        examples=(
            f"https://x.example.org/v1?s=«{MIXED * 2}»&page=2",
            f'"GET /f?md5=«{MIXED}_aB3dE»\\u0026expires=1709541175"',
        ),
        counter_examples=(
            f"?hash={HEX * 2}01234567 ?s=80&h=600 ?md5={HEX * 2}",
            "?s=the-usual-way-of-searching-for-It-2 /x?h=y1ndrfg8ejkmcpqxot1uwisza3",
            f"https://a.nel.cloudflare.com/report/v4?s={MIXED}{MIXED}%2B{MIXED * 4}%3D",
        ),
    ),
    _rule(
        id="digits-in-query-of-link",
        finds="Hexadecimal digits in the query of a link that confirms or unsubscribes",
        # Maybe with other parameters before.
        prefix=rb"(?i:unsubscribe|confirm|verify|opt-?out)[a-z_-]{0,12}/?[?]"
        rb"(?:[\w-]{1,24}=[^&\s\"']{0,64}&){0,3}(?:h|s|k|c|u|hash|id)=",  # the last one
        lookahead=rb"(?=[0-9]{0,24}[a-f])",
        secret_start=rb"[0-9a-f]{32}",
        # The beginning.
        prefilters=(rb"(?i:unsubscribe|confirm|verify|opt-?out)[a-z_-]{0,12}/?[?][\w-]",),
        examples=(
            f"GET /unsubscribe?h=«{HEX * 2}01234567»",
            f"/confirm_email/?m=a%40x.org&hash=«{HEX * 2}» 200",
        ),
        counter_examples=(
            "GET /unsubscribe?h=12 /confirm?id=y1ndrfg8ejkmcpqxot1uwisza3",
            f"/download?h={HEX * 2} did you confirm? id={HEX * 2}",
        ),
    ),
    _rule(
        id="password-beside-user-in-query",
        kind="password",
        finds="The password `p` after the user `u` in the query of an address, as of InfluxDB",
        # The user, and the name of the other.
        prefix=rb"[?&]u=[^&\s\"'\\]{1,64}(?:&|\\{1,3}u0026)p=",
        lookahead=SIGN_AND_LETTER + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'&\\]{6}",
        secret_rest=rb"[^\s\"'&\\]*+",
        prefilters=(rb"[?&]u=[^&\s\"'\\]{1,64}(?:&|\\{1,3}u0026)p=",),  # the same
        examples=(
            "influx: http://i:8086/write?db=mm&u=mm&p=«Cah10c51kP»",
            '"/rest/ping.view?u=bob\\u0026p=«enc:48756e746572»\\u0026v=1"',
        ),
        counter_examples=("?u=bob&p=2 ?u=bob&p=previous", "?u=mm&p=$PASS1 ?u=mm&page=2a4b6c"),
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
