"""Tokens of registries of packages and of services that build, known by their prefixes."""

from support_packet.redaction.expressions.fragments import WORD_REST
from support_packet.redaction.expressions.samples import HEX, MIXED, UPPER, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    PrefixedRule(
        id="package-registry-token",
        kind="cloud key",
        finds="Tokens of npm, PyPI, RubyGems, NuGet, crates.io, Clojars and Packagist",
        tokens=(
            Token(rb"npm_", rb"[A-Za-z0-9]{30}"),  # npm
            Token(rb"pypi-", rb"[A-Za-z0-9_-]{40}"),  # PyPI
            Token(rb"rubygems_", rb"[0-9a-f]{40}"),  # RubyGems
            Token(rb"oy2", rb"[a-z0-9]{43}"),  # NuGet
            # crates.io; random ids contain `cio` with less after it
            Token(rb"cio[A-Za-z0-9]{16}", rb"[A-Za-z0-9]{16}"),
            Token(rb"CLOJARS_", rb"[0-9a-z]{50}"),  # Clojars
            Token(rb"packagist_", rb"[a-z]{3}_[0-9a-f]{28}"),  # Packagist
        ),
        secret_rest=WORD_REST,
        examples=(
            f"//registry/:x «npm_{MIXED * 2}aB3d»",
            f"«pypi-AgEIcHlwaS5vcmc{MIXED * 4}»",
            f"«rubygems_{HEX * 3}»",
            "«oy2abcdefghijklmnopqrstuvwxyz0123456789abcdefg»",
            f"«cio{MIXED * 2}»",
            f"«CLOJARS_{HEX * 3}0123456789ab»",
            f"composer: «packagist_ort_{HEX * 4}»",
        ),
        counter_examples=(
            "npm_config_cache rubygems_version",
            "pypi-mirror.example.com",
            "cio and oy2abc",
        ),
    ),
    PrefixedRule(
        id="docker-token",
        kind="cloud key",
        finds="Tokens of Docker Hub, and of swarms of Docker",
        tokens=(
            Token(rb"dckr_", rb"[po]at_[A-Za-z0-9_-]{20}"),  # of a person, of an organization
            Token(rb"SWM(?:TKN|KEY)-1-", rb"[\w+/-]{24}"),  # to join and to unlock a swarm
        ),
        secret_rest=rb"[\w+/-]*+",
        examples=(f"«dckr_pat_{MIXED}-aB3dE5gH7j»", f"join --x «SWMTKN-1-{HEX * 3}-{HEX}»"),
        counter_examples=("dckr_pat_short", "SWMTKN-1-short"),
    ),
    PrefixedRule(
        id="build-service-token",
        kind="cloud key",
        finds="Tokens of CircleCI, Buildkite, SonarQube, Octopus, Snyk and Mergify",
        tokens=(
            Token(rb"CCI(?:PRJ|PAT)_", rb"[A-Za-z0-9]{20}"),  # CircleCI, of a project, of a person
            # Buildkite
            Token(rb"bk(?:ua|ct|aj|at|ar|aa|pi|pt|pat|cat|uat)_", rb"[A-Za-z0-9_-]{40}"),
            Token(rb"sq[upa]_", rb"[0-9a-f]{40}"),  # SonarQube
            Token(rb"API-", rb"[A-Z0-9]{25,32}"),  # Octopus
            Token(rb"snyk_", rb"[us]at\.[0-9a-f]{8}\.[A-Za-z0-9]{8}"),  # Snyk
            Token(rb"mergify_application_key_", rb"[A-Za-z0-9_-]{30}"),  # Mergify
        ),
        secret_rest=rb"[\w.-]*+",
        examples=(
            f"«CCIPRJ_{MIXED}aB3dE5_{HEX * 2}01234567»",
            f"«bkua_{HEX * 2}01234567»",
            f"«squ_{HEX * 2}01234567»",
            f"«API-{UPPER}AB3DE5GH7J»",
            f"«snyk_uat.0a1b2c3d.{MIXED}.{MIXED}»",
            f"merge queue: «mergify_application_key_{MIXED * 2}»",
        ),
        counter_examples=(
            "CCIPRJ_short bkua_short",
            "API-VERSION-2 squ_0123456789abcdef",
        ),
    ),
    PrefixedRule(
        id="artifactory-key",
        kind="cloud key",
        finds="Keys and reference tokens of JFrog's Artifactory",
        tokens=(
            Token(rb"AKCp", rb"[A-Za-z0-9]{60}"),  # a key
            Token(rb"cmVmd", rb"[A-Za-z0-9]{43}"),  # a reference token, base64
        ),
        secret_rest=rb"[\w=]*+",
        examples=(f"«AKCp{MIXED * 4}aB3dE5gH7»", f"jf: «cmVmdGtuO{MIXED * 3}aB3dE5gH»"),
        counter_examples=(f"AKCp{MIXED}", "cmVmdGtu is base64"),
    ),
    PrefixedRule(
        id="infrastructure-token",
        kind="cloud key",
        finds="Tokens of Pulumi, Infracost, Prefect, Postman and Deno",
        tokens=(
            Token(rb"pul-", rb"[0-9a-f]{40}"),  # Pulumi
            Token(rb"ico-", rb"[A-Za-z0-9]{32}"),  # Infracost
            Token(rb"pn[ub]_", rb"[A-Za-z0-9]{36}"),  # Prefect
            Token(rb"PMA[KT]-", rb"[A-Za-z0-9]{24}"),  # Postman
            Token(rb"dd[po]_", rb"[A-Za-z0-9]{36}"),  # Deno
        ),
        secret_rest=WORD_REST,
        examples=(
            f"«pul-{HEX * 2}01234567»",
            f"«ico-{MIXED * 2}»",
            f"«pnu_{MIXED * 2}aB3d»",
            f"«PMAK-{HEX}01234567-{HEX * 2}01»",
            f"deploy with «ddp_{MIXED * 2}aB3d»",
        ),
        counter_examples=("pul-0123456789", "ico-image PMAK-short ddp_short"),
    ),
    PrefixedRule(
        id="feature-flag-key",
        kind="cloud key",
        finds="Keys of LaunchDarkly and ConfigCat",
        tokens=(
            # LaunchDarkly
            Token(rb"(?:sdk|api|mob)-", rb"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f-]{17}"),
            Token(rb"configcat-", rb"sdk-1/[A-Za-z0-9_-]{22}/[A-Za-z0-9_-]{22}"),  # ConfigCat
        ),
        examples=(f"«sdk-{UUID}»", f"flags «configcat-sdk-1/{MIXED}aB3dE5/{MIXED}aB3dE5»"),
        counter_examples=("sdk-0123456789ab", "configcat-sdk-1/x/y"),
    ),
    Rule(
        id="terraform-token",
        kind="cloud key",
        finds="Tokens of Terraform's cloud",
        # Its id, the mark, its secret.
        secret_start=rb"[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40}",
        secret_rest=rb"[\w=-]*+",
        examples=(
            f"«aB3dE5gH7jK9mN.atlasv1.{MIXED * 4}»",
            f"terraform login: «{MIXED[:14]}.atlasv1.{MIXED * 3}-_»",
        ),
        counter_examples=("x.atlasv1.short", f"short.atlasv1.{MIXED * 4}"),
    ),
)
