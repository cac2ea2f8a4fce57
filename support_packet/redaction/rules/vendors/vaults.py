"""Tokens of stores of secrets and of services that log people in, known by their shape."""

from support_packet.redaction.expressions.fragments import WORD_REST
from support_packet.redaction.expressions.samples import HEX, MIXED, UPPER, UUID
from support_packet.redaction.expressions.short_beginnings import BEFORE_SHORT, detector_of_short
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    PrefixedRule(
        id="vault-token",
        kind="cloud key",
        finds="Tokens of HashiCorp Vault",
        tokens=(
            Token(rb"hv[sbr]\.", rb"[A-Za-z0-9_-]{20}"),  # of services, batches, recovery
        ),
        secret_rest=WORD_REST,
        examples=("«hvs.CAESIJ1234567890abcdef»", "X-Vault: «hvb.abcdefghij0123456789»"),
        counter_examples=("hvs.short", "xhvs.CAESIJ1234567890abcdef"),
    ),
    Rule(
        id="vault-token-of-old",
        kind="cloud key",
        finds="Tokens of HashiCorp Vault before 1.10",
        # `s.` is too short to look for without what comes before it.
        prefix=BEFORE_SHORT,
        secret_start=rb"[sbr]\.[A-Za-z0-9]{24}",
        secret_rest=rb"(?![\w.=(-])",  # nothing longer
        prefilters=(detector_of_short((rb"s\.", rb"b\.", rb"r\."), rb"[A-Za-z0-9]{24}"),),
        # No name of a field.
        lookahead=rb"(?=[\w.]*[0-9])(?=[\w.]*[A-Z])",
        examples=(
            f"«s.{MIXED}aB3dE5gH»",
            f'VAULT="«s.{MIXED}cD3eF5gH»"\n«s.{MIXED}cD3eF5gH»\n',
            r'{"msg":"lookup:\n«s.aB3dE5gH7jK9mN1pqR3sT5uV»\n"}',
        ),
        counter_examples=(
            "s.theConnectionOfTheClient1",
            f"this.{MIXED}aB3dE5gH",
            f"s.{MIXED}aB3dE5gH()",
        ),
    ),
    Rule(
        id="vault-unseal-key",
        kind="cloud key",
        finds="The keys that unseal a vault of HashiCorp",
        prefix=rb"(?i:(?:unseal|recovery) key) [0-9]{1,2}: ",  # as it prints them
        secret_start=rb"[A-Za-z0-9+/]{40}",
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(
            f"Unseal Key 1: «{MIXED * 2}aB3dE5gH/+3=»",
            f"vault recovery key 2: «{HEX * 4}ab»",
        ),
        counter_examples=("Unseal Key 1: entered", "Unseal Key (will be hidden): "),
    ),
    PrefixedRule(
        id="age-secret-key",
        kind="cloud key",
        finds="Keys of the encryption tool age",
        tokens=(
            Token(rb"AGE-SECRET-KEY-1", rb"[A-Z0-9]{20}"),  # in Bech32
        ),
        secret_rest=rb"[A-Z0-9]*+",
        examples=(
            "«AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQ»",
            "identity «AGE-SECRET-KEY-1ABCDEFGHIJ0123456789XYZ» read",
        ),
        counter_examples=("AGE-SECRET-KEY", "AGE-SECRET-KEY-1QQQ"),
    ),
    PrefixedRule(
        id="password-manager-token",
        kind="cloud key",
        finds="Tokens and secret keys of 1Password",
        tokens=(
            Token(rb"ops_eyJ", rb"[A-Za-z0-9+/_-]{40}"),  # a service account
            # a secret key of 1Password
            Token(rb"A3-", rb"[A-Z0-9]{6}-[A-Z0-9]{5,11}-[A-Z0-9]{5}-"),
        ),
        secret_rest=rb"[\w+/=:-]*+",
        examples=(
            f"«ops_eyJzaWduSW5B{MIXED * 4}»",
            "1P: «A3-AB3DE5-GH7JK9-MN1PQ-RS3TU-VW5XY-ZA7BC»",
        ),
        counter_examples=("ops_eyJ ops_team", "A3-PAPER-SIZE"),
    ),
    Rule(
        id="doppler-token",
        kind="cloud key",
        finds="Tokens of Doppler",
        word_boundary=True,
        secret_start=(
            rb"(?:dp\.(?:pt|ct|sa|scim|audit)\.[A-Za-z0-9]{36}"  # Doppler
            rb"|dp\.st\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{36})"  # of a configuration
        ),
        secret_rest=rb"[\w.-]*+",
        examples=(
            f"«dp.pt.{MIXED * 2}aB3dE5gH7jK»",
            f"«dp.st.prd.{MIXED * 2}aB3dE5gH7jK»",
        ),
        counter_examples=("dp.pt.short", f"dp.xx.{MIXED * 3}"),
    ),
    Rule(
        id="infisical-token",
        kind="cloud key",
        finds="Tokens of services of Infisical",
        word_boundary=True,
        secret_start=rb"st\.[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f-]{12}",  # its id
        secret_rest=rb"[\w.-]*+",
        examples=(
            f"401: «st.{UUID}.{HEX * 2}.{HEX * 2}»",
            f"infisical run «st.{HEX}01234567.{HEX * 2}.{HEX}»",
        ),
        counter_examples=("st.louis", "st.0123456789ab"),
    ),
    Rule(
        id="okta-token",
        kind="cloud key",
        finds="Tokens of Okta after the word that goes before them in headers",
        word_boundary=True,
        prefix=rb"SSWS[ ]{1,2}",
        secret_start=rb"[A-Za-z0-9_-]{20}",
        secret_rest=rb"[\w=-]*+",
        examples=(f"okta: SSWS «00{MIXED * 2}aB3dE5gH»", f'["SSWS «00{MIXED}-{MIXED}_aB3dE»"]'),
        counter_examples=("SSWS is a scheme", f"SSWS-{UPPER}"),
    ),
)
