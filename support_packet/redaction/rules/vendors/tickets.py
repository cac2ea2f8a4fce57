"""Tickets of single sign-on, and links to shared boards."""

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="cas-ticket",
        kind="token",
        finds="Tickets of CAS, with which anyone is logged in",
        word_boundary=True,
        # With a digit.
        lookahead=rb"(?=[A-Z]{2,5}-[0-9]{1,6}-[A-Za-z_-]{0,30}[0-9])",
        # Of logins, of services, of proxies; a number.
        secret_start=rb"(?:TGT|TGC|PGT|PGTIOU|ST|PT)-[0-9]{1,6}-[A-Za-z0-9_-]{20}",
        secret_rest=rb"[\w.-]*+",
        examples=(f"ticket=«ST-12-{MIXED}aB3d-cas01»", f'"«TGT-1-{MIXED}-{MIXED}»"'),
        counter_examples=("ST-12 and TGT-1-short", "PT-100-the-usual-way-of-naming-it"),
    ),
    Rule(
        id="board-link",
        kind="token",
        finds="The token with which anyone sees a board of Mattermost",
        # Of a board's address; its own letter says what it is, elsewhere.
        prefix=rb"(?:/shared/[a-z0-9/]{1,96}\?r=|[?&]r=(?=k))",
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[a-z0-9]{27}",
        # The same.
        prefilters=(rb"[?&]r=[a-z0-9]{16}", rb"/shared/[a-z0-9/]{1,96}\?r="),
        secret_rest=rb"(?!\w)",  # no longer word
        examples=(
            "/boards/team/x/shared/y?r=«ky1ndrfg8ejkmcpqxot1uwisza3»",
            "?a=b&r=«ky1ndrfg8ejkmcpqxot1uwisza3»",
            "GET /boards/team/0/shared/b12/v34?r=«xy1ndrfg8ejkmcpqxot1uwisza3»",
        ),
        counter_examples=("?r=12", "?r=y1ndrfg8ejkmcpqxot1uwisza3x"),
    ),
)
