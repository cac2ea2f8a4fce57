"""Tokens of GitLab, known by their prefixes."""

from support_packet.redaction.expressions.fragments import run_of
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token
from support_packet.redaction.rule_kinds.rule import Rule

# Newer tokens hold the place of their cell and a checksum, joined by periods.
_REST = run_of(rb"[\w-]++", rb"\.(?=\w)")

RULES = (
    PrefixedRule(
        id="gitlab-token",
        kind="cloud key",
        finds="Tokens of GitLab: of persons, applications, deployment, runners, triggers, feeds",
        tokens=(
            # persons; applications; deployment
            Token(rb"gl(?:pat|oas|dt)-", rb"[A-Za-z0-9_-]{20}"),
            Token(rb"gl(?:rtr?|ptt|cbt)-", rb"[A-Za-z0-9_-]{20}"),  # runners; pipelines; jobs
            Token(rb"gl(?:ft|imt|soat)-", rb"[A-Za-z0-9_-]{20}"),  # feeds; incoming mail; SCIM
            Token(rb"gl(?:agent|ffct|wt)-", rb"[A-Za-z0-9_-]{20}"),  # agents; flags; workspaces
        ),
        secret_rest=_REST,
        examples=(
            "«glpat-abcdefghij0123456789»",
            f"gitlab: 401 for «gloas-{HEX * 4}»",
            f"/x.atom?feed=«glft-{MIXED}aB3d»&y=1",
            f"kas: «glagent-{MIXED * 3}aB»",
            f"«glcbt-64_{MIXED}aB3d»",
            f"«glrt-t1_{MIXED}{MIXED}.01.0w1aB3dE5».",
        ),
        counter_examples=("glpat-0123456789", "glft-short glagent-of-cluster", "angldt-x"),
    ),
    Rule(
        id="gitlab-mail-address",
        kind="cloud key",
        finds="The token in the address at which GitLab takes mails",
        # The project and its number.
        prefix=rb"incoming\+[\w.-]{1,80}-[0-9]{1,32}-",
        lookahead=rb"(?=[a-z_-]{0,31}[A-Z0-9])",
        secret_start=rb"[A-Za-z0-9_-]{4,32}",
        suffix=rb"-(?:issue|merge-request)",
        prefilters=(rb"incoming\+[\w.-]{8}",),
        examples=(
            f"incoming+eng-chat-42-«{MIXED.lower()}aB3dE5»-issue@gitlab.example.com",
            f"incoming+eng-chat-7-«{MIXED.lower()}abcd»-merge-request@gitlab.example.com",
        ),
        counter_examples=("incoming+eng-chat@example.com", "incoming+eng-chat-42-short-issue@x"),
    ),
    PrefixedRule(
        id="gitlab-runner-registration",
        kind="cloud key",
        finds="Tokens with which runners of GitLab are registered",
        tokens=(Token(rb"GR1348941", rb"[A-Za-z0-9_-]{20}"),),
        secret_rest=rb"[\w-]*+",
        examples=(f"«GR1348941{MIXED}aB3d»", f"gitlab-runner register -r «GR1348941{MIXED}-x_yz»"),
        counter_examples=("GR1348941", "GR1348942aB3dE5gH7jK9mN1paB3d"),
    ),
)
