"""Secrets among the arguments of slash commands, which the server logs."""

from support_packet.redaction.expressions.fragments import OPAQUE
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="password-of-slash-command",
        kind="password",
        finds="The password that a slash command gives to a user, or the secret of a webhook",
        prefix=(
            # A user, or the address of the webhook.
            rb"(?:(?:set|reset|change)-password [\w.@-]{1,64} "
            # The address.
            rb"|webhook add [^\s]{1,96} [^\s]{1,32} https?://[^\s]{1,256} )"
        ),
        lookahead=SIGN_AND_LETTER + rb"(?!--)",
        secret_start=rb"[^\s\"'\\]{6}",
        secret_rest=rb"[^\s\"'\\]*+",
        # Not the whole word: lines may have it again and again.
        prefilters=(rb"(?:set|reset|change)-pass", rb"webhook add "),
        exact_start=True,
        examples=(
            '"command":"/mattermost-admin set-password bob «yon94FORE101»"',
            "/gitlab webhook add acme/app * https://x/plugins/gitlab/webhook «uob3jmkie3fn5q»",
        ),
        counter_examples=(
            "/mattermost-admin set-password bob",
            "/gitlab webhook add acme/app * https://x/plugins/gitlab/webhook",
        ),
    ),
    Rule(
        id="argument-of-slash-command",
        kind="token",
        finds="What a slash command got to log in: a token, maybe after a user",
        # A command, what it does, and maybe a user.
        prefix=(
            # What it does.
            rb"/[a-z][a-z-]{1,24} (?:connect|login|auth|authenticate|register|setup)"
            # Whom it is for.
            rb"(?: [^\s\"'\\]{1,64}){0,2}? "
        ),
        lookahead=rb"(?:" + LOOKS_MIXED + rb"|(?=[0-9a-f]{32}))",
        secret_start=rb"[A-Za-z0-9+/_-]{16}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(
            # The same.
            rb"/[a-z][a-z-]{1,24} (?:connect|login|auth|authenticate|register|setup) ",
        ),
        exact_start=True,
        examples=(
            f'"command":"/jenkins connect bob «1{HEX * 2}4»"',
            f"/acme setup «{MIXED}», /x-y login bob «{MIXED}»",
        ),
        counter_examples=(
            "/github connect the-usual-organization-of-it",
            "/usr/bin/x connect y1ndrfg8ejkmcpqxot1uwisza3",
        ),
    ),
)
