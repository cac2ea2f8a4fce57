"""Tokens of GitHub, known by their shape."""

from support_packet.redaction.expressions.fragments import run_of
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token

RULES = (
    PrefixedRule(
        id="github-token",
        kind="cloud key",
        finds="Tokens of GitHub",
        tokens=(
            # classic ones: personal, OAuth, user, server, refresh
            Token(rb"gh[pousr]_", rb"[A-Za-z0-9_]{22}"),
            Token(rb"github_pat_", rb"[A-Za-z0-9_]{22}"),  # fine-grained ones
        ),
        # Tokens of apps may hold a JSON Web Token, whose parts are joined by periods.
        secret_rest=run_of(rb"\w++", rb"[.-]++(?=\w)"),
        examples=(
            "«ghp_abcdefghijklmnopqrstuvwxyz0123456789»",
            "«github_pat_11ABCDEFG0abcdefghijkl_mnopqrst».",
        ),
        counter_examples=("ghp_short", "high_availability_of_the_cluster_node"),
    ),
)
