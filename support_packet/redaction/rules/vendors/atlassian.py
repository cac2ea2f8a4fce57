"""Tokens of Jira, Confluence, Bitbucket and Trello, known by their shape."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token

RULES = (
    PrefixedRule(
        id="atlassian-token",
        kind="cloud key",
        finds="Tokens of Atlassian's cloud, app passwords of Bitbucket, secrets of Connect",
        lookahead=LOOKS_RANDOM,
        tokens=(
            Token(rb"AT(?:AT|CTT)", rb"[A-Za-z0-9_=-]{24}"),  # a person; an organization
            Token(rb"AT(?:BB|OA|CO)", rb"[A-Za-z0-9_-]{24}"),  # an app password; OAuth; an app
        ),
        secret_rest=rb"[\w=-]*+",
        examples=(
            f"jira: 401 for «ATATT3xFfGF0{MIXED * 4}=0A1B2C3D»",
            f"https://x:«ATCTT3xFfG{MIXED * 4}=0A1B2C3D»@bitbucket.org/a/b",
            f"«ATBB{MIXED}aB3dE5gH0A1B2C3D»",
        ),
        counter_examples=("ATATT3xFfGF0 is its beginning", "ATBB-without-any-digit-in-it-x"),
    ),
    PrefixedRule(
        id="bitbucket-data-center-token",
        kind="cloud key",
        finds="Access tokens of Bitbucket Data Center",
        tokens=(Token(rb"BBDC-", rb"[A-Za-z0-9+/=]{32}"),),
        secret_rest=rb"[A-Za-z0-9+/=]*+",
        examples=(f"«BBDC-{MIXED * 2}aB3dE+/5gH7j»", f"clone with «BBDC-{MIXED * 3}»"),
        counter_examples=("BBDC-123 is an issue", f"BBDC-{MIXED}"),
    ),
    PrefixedRule(
        id="trello-token",
        kind="cloud key",
        finds="Tokens of Trello",
        tokens=(Token(rb"ATTA", rb"[0-9a-f]{40}"),),
        secret_rest=rb"\w*+",
        examples=(f"«ATTA{HEX * 4}01234567»", f"trello refused «ATTA{HEX * 4}89abcdef»,"),
        counter_examples=("ATTACHMENT ATTA0123456789abcdef", f"xATTA{HEX * 4}"),
    ),
)
