"""Keys whose name says only whose they are: `acme_key`, `AcmeKey`."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_ASSIGNED,
    ANY_ASSIGNED_AFTER_QUOTE,
    OPAQUE,
    TOKEN_MARK,
    TOKEN_MARKS,
)
from support_packet.redaction.expressions.looks_secret import REST
from support_packet.redaction.expressions.marks_after_names import NEXT_MARK, OTHER_TOKEN_MARKS
from support_packet.redaction.expressions.mattermost_ids import ID, ID_ENDS
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.relations import RELATED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.element_rule import ElementRule
from support_packet.redaction.rule_kinds.rule import Rule

# Keys of caches, tables, stores and locks, those that are public, and words that end so.
_HARMLESS = (
    *(
        "pk",
        "db",
        "gpg",
        "pgp",
        "applicationserver",
        "kv",
        "s3",
        "id",
        "on",
        "pub",
        "row",
        "map",
        "job",
        "tag",
        "hot",
        "mon",
        "don",
    ),
    *("file", "hash", "sort", "lock", "node", "host", "item", "user", "post", "team", "site"),
    *("cache", "group", "index", "store", "mutex", "event", "dedup", "trace", "redis", "thumb"),
    *("change", "incident", "aggreg", "document", "doc", "machine", "disco", "dedupe", "series"),
    *("aggregation", "correlation", "instance", "encounter", "resource", "search", "session-cache"),
    *("object", "bucket", "public", "unique", "lookup", "config", "socket", "thread"),
    *("primary", "foreign", "storage", "message", "setting", "channel", "request", "feature"),
    *(
        "partition",
        "publishable",
        "surrogate",
        "idempotency",
        "preference",
        "translation",
        "plugin",
    ),
)


def _not_after(words: tuple[str, ...]) -> bytes:
    """Return what refuses these words, maybe with a mark, before `key`."""
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    alike = ["|".join(group) for group in by_length.values()]
    return "".join(
        f"(?<!(?:{some}){mark}key)" for some in alike for mark in ("", "[-_ .]")
    ).encode()


# Nor the end of a color, nor of a machine in a network of Tailscale.
_NAME = rb"(?i:[a-z0-9_-]key(?<![0-9]mkey)(?<![\s\"]mkey)" + _not_after(_HARMLESS) + rb")"

_key = partial(
    Rule,
    kind="token",
    lookahead=LOOKS_MIXED,
    secret_start=rb"[A-Za-z0-9+=_-]{16}",
    secret_rest=REST,
    exact_start=True,
)

RULES = (
    Rule(
        id="named-setting",
        kind="token",
        finds="The key of an image proxy in Mattermost's settings, and logins in npm's",
        prefix=(
            rb"(?:(?i:RemoteImageProxyOptions)|(?<![A-Za-z0-9])_auth)"  # camo's key; a login
            rb"(?:\\{0,3}[\"'])?[ ]?[=:]"  # after a name in quotes or not
            rb"[ ]?(?:\\{0,3}[\"'])?"
        ),
        secret_start=rb"[A-Za-z0-9+/_-]{8}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(
            rb"(?i:RemoteImageProxyOptions)",  # of Mattermost
            rb"_auth[ =:\"'\\]",  # of npm
        ),
        examples=(
            f'{{"RemoteImageProxyOptions":"«{MIXED}»"}}',
            f"//npm.example.com/:_auth=«{MIXED}==»\n_auth = «{MIXED}=»",
        ),
        counter_examples=('{"RemoteImageProxyOptions":""}', "x:_auth={a} :_authToken=${TOKEN}"),
    ),
    _key(
        id="named-key",
        finds="Values that look random after any name that ends with `key`",
        effort=9,
        prefix=_NAME + NEXT_MARK + RELATED,
        prefilters=(*TOKEN_MARKS, *OTHER_TOKEN_MARKS),
        examples=(f"ACME_KEY=«3f9c1e7b5ad2{HEX}»", f"acme-key: «{MIXED}aB3dE5»"),
        counter_examples=(
            f"cache_key={HEX}01234567 primaryKey={MIXED}aB3dE5 monkey: {MIXED * 2}",
            "acme_key=the_usual_way_of_naming_it_2 acme_key=2026-11-28T10h11m12s13",
            "Using nkey: UQYSS5DS6IR7ONVZWFRMB5KYXZSRJFKW4KFPSQF256MSA7YSPJVH7JHF",
            f"machine mkey:{HEX}{HEX}",
            "acme_key=y1ndrfg8ejkmcpqxot1uwisza3 acme_key=a1b2c3d4e5f6a1b2c3d4e5f6/index",
        ),
    ),
    ElementRule(
        id="xml-key",
        kind="token",
        finds="Values that look random within an element of XML whose name ends with `key`",
        name=_NAME,
        value=LOOKS_MIXED + rb"[A-Za-z0-9+/=_.-]{20}",
        mark=TOKEN_MARK,
        ends=b">\\&%",
        examples=(
            f"<acmeKey>«{MIXED}aB3dE5»</acmeKey>",
            f"<a:acme_key>«{MIXED}aB3dE5»</a:acme_key>",
        ),
        counter_examples=(f"<cacheKey>{MIXED}aB3dE5</cacheKey>", "<acmeKey></acmeKey>"),
    ),
    _key(
        id="named-salt",
        finds="Values that look random and are called a salt, with which programs sign",
        prefix=rb"(?<![A-Za-z])(?i:salt)"
        rb"(?:" + ANY_ASSIGNED + rb"|" + ANY_ASSIGNED_AFTER_QUOTE + rb")",
        secret_start=rb"[A-Za-z0-9+=_-]{24}",
        prefilters=(rb"(?i:salt)[=:\"'\\ )\]]",),
        exact_start=True,
        examples=(
            f"url=https://bbb.example.com/bigbluebutton/ salt=«{MIXED}{MIXED}»",
            f'{{"salt":"«{MIXED}{MIXED}»"}}',
        ),
        counter_examples=(f"salt=12345, basalt={MIXED}{MIXED}", "salt: the-usual-way-of-it-2"),
    ),
    _key(
        id="mattermost-key",
        finds="A token of Mattermost after a name that says no more than that",
        prefix=rb"(?i:mattermost[_ -]?key)"
        rb"(?:" + ANY_ASSIGNED + rb"|" + ANY_ASSIGNED_AFTER_QUOTE + rb")",
        lookahead=ID_ENDS,
        secret_start=ID,
        secret_rest=b"",
        prefilters=(rb"(?i:mattermost[_ -]?key)",),
        examples=(
            "MATTERMOST_KEY=«y1ndrfg8ejkmcpqxot1uwisza3»",
            '{"mattermostKey": "«y1ndrfg8ejkmcpqxot1uwisza3»"}',
        ),
        counter_examples=("MATTERMOST_KEY=none", "mattermost key y1ndrfg8ejkmcpqxot1uwisza3"),
    ),
)
