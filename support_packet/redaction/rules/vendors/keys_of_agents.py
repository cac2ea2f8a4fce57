"""Keys of agents and notifiers after names that few programs use, and of SNMP."""

from functools import partial

from support_packet.redaction.expressions.fragments import NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import QUOTE, SIGN_AND_LETTER
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import IN_PARENTHESES, OF_AGENTS

# At most 8 names in an alternative: hyperscan is slow with more.
_AGENTS = rb"(?i:agent|edge|join|pairing|ingestion|authorization|automation|registration)"
_OTHERS = (
    # The same.
    rb"(?i:enrollment|notifier|integration|deployment|telemetry|collector|provisioning|ingest)"
)
# The same.
_MORE = rb"(?i:claim|setup|relay|deploy|webhook|shared|hub|cluster)"
_BEGINNING = rb"[ _-][kstKST]"
# The beginning of a UUID.
_UUID = rb"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-"

_value = partial(
    Rule,
    kind="token",
    lookahead=rb"(?:(?="
    + _UUID
    + rb")|(?=[0-9a-f]{32})|"
    + LOOKS_MIXED
    # A long one.
    + rb"|(?=[A-Za-z0-9+/_-]{48})(?=[^0-9]{0,40}[0-9]))",
    secret_start=rb"[A-Za-z0-9+/_-]{20}",
    secret_rest=rb"[A-Za-z0-9+/_=.-]*+",
    exact_start=True,
)

RULES = (
    _value(
        id="key-of-agent",
        finds="A key or secret of an agent, a notifier and the like that looks random",
        prefix=rb"(?:(?:"
        + rb"|".join((_AGENTS, _OTHERS, _MORE))
        + rb")"
        + OF_AGENTS
        + QUOTE
        # And of Checkmk.
        + rb"(?:: ?| ?= ?| )|Bearer automation )"
        + QUOTE,
        prefilters=(
            _AGENTS + _BEGINNING,
            _OTHERS + _BEGINNING,
            _MORE + _BEGINNING,
            rb"Bearer automation ",
        ),
        examples=(
            f"portainer: Agent key: «{MIXED}_{MIXED}-x»",
            f"check_mk: automation secret «{UUID}» user automation",
            f"Bearer automation «{MIXED}x1Y2», claim token «{MIXED * 2}»",
            f"notifier key=«{UUID}» url=https://x, edge_key='«{HEX * 2}»'",
        ),
        counter_examples=(
            "agent key: the-usual-key-of-the-agent-2, join key (user_id_and_team_id_12)",
            f"authorization key rejected, join key {HEX}",
        ),
    ),
    _value(
        id="key-in-parentheses",
        finds="A key in parentheses that looks random",
        # A word, and a mark.
        prefix=IN_PARENTHESES + rb"[ =:]?" + QUOTE,
        lookahead=LOOKS_MIXED
        # With letters, of both cases.
        + rb"(?=[0-9_-]{0,24}[A-Za-z])(?=[^\s)]{0,64}[A-Z])(?=[^\s)]{0,64}[a-z])",
        secret_start=rb"[A-Za-z0-9+/_-]{24}",
        # A word, and a mark.
        prefilters=(IN_PARENTHESES,),
        examples=(
            f"Authorization key rejected by Storage daemon (key «{MIXED * 2}»).",
            f"login failed (token=«{MIXED * 2}»)",
        ),
        counter_examples=(
            f"cache miss (key {HEX * 2}), (key: user_by_name_and_team_id_2026)",
            "duplicate (key=(y1ndrfg8ejkmcpqxot1uwisza3))",
        ),
    ),
    Rule(
        id="key-shared-before",
        kind="password",
        finds="A pre-shared key after `PSK value` and the like",
        # A name, and what it is.
        prefix=rb"(?:(?i:psk) (?:value|is|key)"
        # The same in words.
        rb"|(?i:pre-shared|preshared) (?i:key)(?: (?:value|is))?)[:=]? " + QUOTE,
        lookahead=SIGN_AND_LETTER
        # No path, no word with a number, nor what else is said of it.
        + rb"(?![/(]|[a-z]+[0-9]{0,3}[\s\"']|(?i:identity|wpa))"
        + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\,;()]{8}",
        secret_rest=rb"[^\s\"'\\,;()]*+",
        # The same in words.
        prefilters=(rb"(?i:psk) (?:value|is|key)", rb"(?i:pre-shared|preshared) (?i:key)"),
        exact_start=True,
        examples=(
            f"zabbix_server: PSK value '«{HEX * 4}»' identity 'mm1'",
            "wlan0: pre-shared key «River-Falcon-61» refused",
        ),
        counter_examples=("PSK value is missing", "pre-shared key for 10.1.2.3, PSK key wpa2-psk"),
    ),
    LineRule(
        id="community-of-snmp",
        kind="password",
        finds="Communities and passwords of users in the settings of SNMP's daemons",
        trigger=(
            # Who may read and write, and who is told.
            rb"(?:rocommunity|rwcommunity|trapcommunity|trap2sink|trapsink|informsink|com2sec)6? ",
            rb"createUser |authCommunity ",
        ),
        secret=(
            # The first argument, or the one after a host; the last but one of others.
            rb"(?:(?<=community )|(?<=community6 )|(?<=sink )[\w.:-]{1,64} "
            # After what it may do.
            rb"|(?<=Community )[a-z,]{3,32} "
            # After a context, a name and a source.
            rb"|(?<=com2sec )(?:-Cn \w{1,32} )?[\w.-]{1,64} [\w./:-]{1,64} )"
            + QUOTE
            + SIGN_AND_LETTER
            + rb"([^\s\"'\\;]{4,})"
            # Of a user.
            + rb"|(?<= (?:SHA|MD5|AES|DES) )(?:\"([^\"\\\n]{4,})\"|"
            + QUOTE
            + rb"([^\s\"'\\]{4,}))"
        ),
        examples=(
            "snmpd: rocommunity «bridge1365» 172.18.0.149",
            'createUser -e 0x80000001 mon SHA «har34KETT475» AES "«xcg7HhUu»"',
            'createUser mon SHA "«kettle nest»" AES "«other nest»"',
            "trap2sink 10.0.0.1 «orchard-4»; com2sec ops 10.0.0.0/8 «island268»",
        ),
        counter_examples=(
            "rocommunity public localhost",
            "createUser mon SHA",
            "trap2sink 10.0.0.1",
        ),
    ),
    LineRule(
        id="key-beside-opsgenie",
        kind="cloud key",
        finds="A key in the form of a UUID on a line about Opsgenie",
        trigger=(rb"(?i:opsgenie)",),
        # A member or an assignment.
        secret=rb"(?i:key)\\{0,3}[\"']?[=:] ?\\{0,3}[\"']?(" + _UUID + rb"[0-9a-fA-F]{12})",
        examples=(
            f"opsgenie: alert key=«{UUID}» url=https://api.eu.opsgenie.com/",
            f'{{"service":"opsgenie","config":{{"key":"«{UUID}»"}}}}',
        ),
        counter_examples=(
            f"opsgenie: alert id={UUID} closed",
            "opsgenie: key=the-usual-key-of-it",
        ),
    ),
)
