"""Secrets that the tools of services and clusters are given to keep, and tokens they are given."""

from functools import partial

from support_packet.redaction.expressions.fragments import ENDS, NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import (
    ARGUMENT,
    LETTER_WITH_MARK,
    QUOTE,
)
from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.argument_rule import argument_rule
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_LIKE_ONE = (
    LETTER_WITH_MARK
    # No option, no path, no address, no word with a number.
    + rb"(?![-/<]|[a-z]{2,8}://|[a-z]+(?:[-_.][a-z0-9]+)*[0-9]{0,3}"
    + ENDS
    + rb")"
    + NOT_A_PASSWORD
)
_password = partial(argument_rule, lookahead=_LIKE_ONE)

RULES = (
    Rule(
        id="token-after-command-word",
        kind="token",
        finds="The token or key that the tools of services are given without an option",
        prefix=(
            # What the last argument is.
            rb"(?:(?:cachix authtoken|operator unseal) "
            # Those of services.
            rb"|(?:snyk auth|cargo login|doctl auth init -t|netbird up -k|service install) "
            # Where to join, or which agent.
            rb"|microk8s join [\w.:-]{1,64}/|set-agent-token [a-z_]{2,16} |(?i:nuget setapikey) "
            # Poetry and Composer: whose it is.
            rb"|(?:pypi-token|github-oauth|gitlab-token)\.[\w.-]{1,96} )"
        )
        + QUOTE,
        # A digit and a letter; no path, no file.
        lookahead=rb"(?=[^\s\"']{0,64}[0-9])(?=[^\s\"']{0,64}[A-Za-z])"
        # No word with a number.
        rb"(?![a-z._/-]+[0-9]{0,3}(?:[\s\"'.]|\Z))",
        secret_start=rb"[A-Za-z0-9+/_-]{16}",
        secret_rest=rb"[A-Za-z0-9+/_.=-]*+",
        exact_start=True,
        prefilters=(
            # The beginnings.
            rb"(?:cachix authtoken|operator unseal) ",
            # The same.
            rb"(?:snyk auth|cargo login|doctl auth init -t|netbird up -k|service install) ",
            # Up to whose it is.
            rb"(?:set-agent-token |pypi-token\.|github-oauth\.|gitlab-token\.|microk8s join )",
            rb"(?i:nuget setapikey) ",
        ),
        examples=(
            f"consul acl set-agent-token default «{UUID}»",
            f"cachix authtoken «2{MIXED}»",
            f"vault operator unseal «{MIXED}+{MIXED}=»",
            f"microk8s join 10.0.0.1:25000/«{HEX * 2}/{HEX[:12]}»",
        ),
        counter_examples=(
            "consul acl set-agent-token default the-usual-token-of-it",
            "cachix authtoken $CACHIX_TOKEN; cargo login --registry internal-1",
        ),
    ),
    LineRule(
        id="secret-to-keep",
        kind="password",
        finds="What the tools of clusters and of builds are given to keep as a secret",
        # Kubernetes, GitHub, Drone, GitLab.
        trigger=(rb"(?:create|gh|drone|glab|vault) secret (?:generic|set|add|create) ",),
        # A name with a value, or a value.
        secret=rb"(?:--from-literal[ =]"
        + QUOTE
        # Or an option for it.
        + rb"[\w.-]{1,64}=|(?<![\w-])(?:--body|--data|--value|-b|-v)[ =]?)"
        + QUOTE
        + _LIKE_ONE
        + rb"("
        + ARGUMENT
        + rb"{6,})",
        examples=(
            "kubectl create secret generic db --from-literal=a='«hunter2X»'",
            'gh secret set SMTP_PASSWORD --body "«Violin83walnut!»"',
        ),
        counter_examples=(
            "kubectl create secret generic db --from-file=/etc/x1 --from-literal=host=db-1",
            "gh secret set SMTP_PASSWORD --body $PASS1; gh secret list",
        ),
    ),
    _password(
        id="credential-of-unit",
        finds="A credential in the settings of a unit of systemd",
        # Its name.
        prefix=rb"SetCredential=[\w.-]{1,64}: ?" + QUOTE,
        secret_rest=rb"[^\s\"'\\]*+",
        prefilters=(rb"SetCredential=",),
        examples=("SetCredential=smtp:«hunter2X»", "x.service: SetCredential=a.b: «Jun86ANCH!»"),
        counter_examples=("SetCredential=smtp:required", "SetCredential=x:/etc/x12"),
    ),
    _password(
        id="password-in-digest",
        finds="The password or its hash after a user in an ACL of ZooKeeper",
        # No hash of an image.
        prefix=rb"(?<![a-z])digest:(?!sha[0-9]|md5|blake)[\w.@-]{1,64}:",
        secret_start=rb"[^\s\"'\\:]{6}",
        secret_rest=rb"[^\s\"'\\:,;]*+",
        prefilters=(rb"digest:",),
        examples=(
            "setAcl /x digest:super:«Jd07mOIuHbsjul6tUCz9HXLPjDU=»:cdrwa",
            "create /x data digest:mm:«Island!46»",
        ),
        counter_examples=(
            f"digest:sha256:{HEX * 4}",
            f"digest:sha512:{HEX} digest:mm:cdrwa",
        ),
    ),
    _password(
        id="login-after-auth-option",
        finds="A token, or a user and a password, after the option `-auth` of a program",
        prefix=rb" --?auth[ =]" + QUOTE + rb"(?:[\w.@+-]{1,64}:)?",
        lookahead=_LIKE_ONE + rb"(?![A-Za-z]+:)",
        secret_start=ARGUMENT + rb"{8}",
        prefilters=(rb" (?:-auth|--auth)[ =]",),
        examples=(
            f"jenkins-cli -auth ci:«{HEX}», http --auth bob:«hunter2X»",
            f"nats -auth «{MIXED}»",
        ),
        counter_examples=(
            "mongod --auth --port 27017",
            "x --auth ldap:389/x, y -auth oauth-proxy",
        ),
    ),
    _password(
        id="macro-of-nagios",
        finds="Values of the macros in which Nagios keeps passwords, and those of its checks",
        # A macro; or a check, a user, and what separates them.
        prefix=rb"(?:\$USER[0-9]{1,3}\$ ?= ?|check_[a-z_]{2,24}![^\s!]{1,64}!)" + QUOTE,
        lookahead=_LIKE_ONE + rb"(?![0-9.,%]+!)",
        secret_rest=rb"[^\s\"'\\]*+",
        # The same.
        prefilters=(rb"\$USER[0-9]", rb"check_[a-z_]{2,24}!"),
        examples=("$USER5$=«Meadow-Kettle-66»", "check_command check_imap!bob!«Twp8G2!x»"),
        counter_examples=(
            "$USER1$=/usr/lib/nagios",
            "check_ping!100.0,20%!500.0,60%!x1 check_x!a!b12",
        ),
    ),
)
