"""Keys of services that watch, log and alert, known by their shape."""

from support_packet.redaction.expressions.fragments import WORD_REST
from support_packet.redaction.expressions.samples import HEX, MIXED, UPPER, UUID
from support_packet.redaction.expressions.short_beginnings import BEFORE_SHORT, detector_of_short
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    PrefixedRule(
        id="grafana-token",
        kind="cloud key",
        finds="Tokens of Grafana: of service accounts, of its cloud, keys of old",
        tokens=(
            Token(rb"glsa_", rb"[A-Za-z0-9]{24}"),  # of a service account
            Token(rb"glc_", rb"[A-Za-z0-9+/]{32}"),  # of the cloud, base64
            Token(rb"eyJrIjoi", rb"[A-Za-z0-9+/]{24}"),  # a key of old, base64 of JSON
        ),
        secret_rest=rb"[\w+/=]*+",
        examples=(
            f"«glsa_{MIXED * 2}_0a1b2c3d»",
            f"remote write: «glc_eyJvIjoi{MIXED}/{MIXED}==» refused",
            f"«eyJrIjoi{MIXED * 3}»",
        ),
        counter_examples=("glsa_short", "glc_eyJvIjoi", "eyJrIjoiYWJj"),
    ),
    PrefixedRule(
        id="new-relic-key",
        kind="cloud key",
        finds="Keys of New Relic: of users and browsers, for data and queries",
        # A prefix for each sort.
        tokens=(Token(rb"NR(?:AK|AA|II|IQ|JS|RA|BR)-", rb"[A-Za-z0-9-]{19}"),),
        secret_rest=WORD_REST,
        examples=(f"«NRAK-{UPPER}AB3DE5GH7JK»", f"new relic: «NRJS-{HEX}012», refused"),
        counter_examples=("NRAK-short", f"NRXX-{HEX}012"),
    ),
    Rule(
        id="new-relic-license",
        kind="cloud key",
        finds="License keys of New Relic",
        secret_start=rb"[0-9a-f]{36}NRAL",
        examples=(f"license «{HEX * 2}0123NRAL» expired", f"NR_LICENSE «{HEX[::-1] * 2}abcdNRAL»"),
        counter_examples=(f"{HEX}NRAL", HEX * 3),
    ),
    PrefixedRule(
        id="sentry-token",
        kind="cloud key",
        finds="Tokens of Sentry: of organizations, users and apps",
        tokens=(
            Token(rb"sntrys_eyJ", rb"[A-Za-z0-9+/]{20}"),  # of an organization, base64 of JSON
            Token(rb"sntry[uai]_", rb"[A-Za-z0-9]{20}"),  # of users and apps
        ),
        secret_rest=rb"[\w+/=]*+",
        examples=(f"«sntrys_eyJpYXQiOjE3{MIXED * 3}=_{MIXED * 2}»", f"«sntryu_{HEX * 4}»"),
        counter_examples=("sntrys_eyJpYXQi", "sntryu_short"),
    ),
    PrefixedRule(
        id="dynatrace-token",
        kind="cloud key",
        finds="Tokens of Dynatrace",
        tokens=(
            # its sort, its public part
            Token(rb"dt0[a-z][0-9]{2}\.", rb"[A-Za-z0-9]{8,24}\.[A-Za-z0-9]{20}"),
        ),
        secret_rest=rb"\w*+",
        examples=(
            f"«dt0c01.{UPPER}AB3DE5GH.{UPPER * 4}»",
            f"Api-Key «dt0s16.AB3DE5GH.{UPPER * 4}»",
        ),
        counter_examples=(f"dt0c01.{UPPER}", f"dt0c01.{UPPER}.short"),
    ),
    Rule(
        id="pagerduty-key",
        kind="cloud key",
        finds="Keys of PagerDuty's API",
        # Not within base64: it is too short to look for without what comes before it.
        prefix=BEFORE_SHORT,
        prefilters=(detector_of_short((rb"u\+",), rb"[A-Za-z0-9_-]{18}"),),
        # With both cases or a digit.
        lookahead=rb"(?=u\+\w*[A-Z0-9])(?=u\+[A-Z0-9_+-]*[a-z])",
        secret_start=rb"u\+[A-Za-z0-9_-]{18}",
        secret_rest=rb"(?![\w+/=-])",
        examples=(f"«u+{MIXED}aB»\n«u+{MIXED}aB»", f"Token token=«u+{MIXED[:10]}-_{MIXED[:6]}»,"),
        counter_examples=("u+short", f"u+{MIXED}", f"abc/u+{MIXED}aB", f"u+{MIXED}aB=="),
    ),
    Rule(
        id="named-authorization-key",
        kind="cloud key",
        finds="Keys of Opsgenie and Splunk after the word that goes before them in headers",
        word_boundary=True,
        prefix=(
            rb"(?:GenieKey|Splunk)[ ]{1,2}"  # Opsgenie; Splunk's collector of events
        ),
        prefilters=(rb"(?:GenieKey|Splunk) {1,2}[0-9a-fA-F]{8}-",),  # which compile faster
        # A UUID.
        secret_start=rb"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F-]{20}",
        secret_rest=rb"[0-9a-fA-F]*+",
        examples=(f"GenieKey «{UUID}»", f"sent Splunk «{UUID}»"),
        counter_examples=("GenieKey is missing", f"Splunk index {UUID}"),
    ),
    PrefixedRule(
        id="telemetry-key",
        kind="cloud key",
        finds="Keys of Honeycomb, Datadog, PostHog, Axiom, Elastic Cloud and Checkly",
        tokens=(
            Token(rb"hc[a-z](?:ik|lk|mk)_", rb"[a-z0-9]{26}"),  # Honeycomb
            Token(rb"ddapp_", rb"[A-Za-z0-9]{30}"),  # Datadog
            Token(rb"ph[xc]_", rb"[A-Za-z0-9_-]{40}"),  # PostHog, of a person, of a project
            Token(rb"rootly_", rb"[0-9a-f]{40}"),  # Rootly
            Token(rb"xa[ap]t-", rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}"),  # Axiom
            Token(rb"essu_", rb"[A-Za-z0-9+/_-]{40}"),  # Elastic Cloud
            Token(rb"cu_", rb"[0-9a-f]{32}"),  # Checkly
        ),
        secret_rest=rb"[\w+/=-]*+",
        examples=(
            f"«hcaik_{HEX * 3}»",
            f"«ddapp_{MIXED * 2}aB»",
            f"«rootly_{HEX * 4}»",
            f"«phx_{MIXED * 3}»",
            f"«xaat-{UUID}»",
            f"«essu_{MIXED * 3}+{MIXED}/x=»",
            f"checkly «cu_{HEX * 2}»",
        ),
        counter_examples=("hcaik_short ddapp_short", "phx_project cu_0123456789abcdef", "xaat-of"),
    ),
)
