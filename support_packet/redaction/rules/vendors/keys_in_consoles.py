"""Keys that consoles, files of credentials and settings show without a separate name."""

from support_packet.redaction.expressions.fragments import END_OF_LINE
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.samples import MIXED
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

_SEED = "AJKX5LPQZWE7R2T3YU4IOPASDFGHJKLZXCVBNM234567QWERTYUIOPAS"

RULES = (
    NextLinesRule(
        id="seed-of-nats",
        kind="private key",
        finds="The seed in a file of credentials of NATS",
        detector=(rb"NKEY SEED-----",),
        # Or a line end that JSON escapes.
        trigger=rb"NKEY SEED-----(?:\r?\n|\\{1,3}n)",
        # The next line.
        then=rb"[ \t]{0,32}(S[ACNOUX][A-Z2-7]{40,64})",
        within_line=True,
        examples=(
            f"-----BEGIN USER NKEY SEED-----\n«SU{_SEED}»\n------END USER NKEY SEED------\n",
            f'"-----BEGIN USER NKEY SEED-----\\n«SA{_SEED}»\\n------END"',
        ),
        counter_examples=(
            "------END USER NKEY SEED------\nSUCCESS\n",
            "-----BEGIN USER NKEY SEED-----\n********\n",
        ),
    ),
    NextLinesRule(
        id="item-of-browser",
        kind="token",
        finds="A random value that a browser's console prints of an item that a page has kept",
        # How it is read.
        detector=(rb"(?:getItem|Cookies\.get|cookieStore\.get)\(",),
        # The same, with its name.
        trigger=rb"(?:getItem|Cookies\.get|cookieStore\.get)\([\"'][\w.:-]{1,64}[\"']\);?"
        + END_OF_LINE,
        # In quotes, after what marks an answer.
        then=rb"[<> \t]{0,8}[\"'](?=[A-Za-z0-9_.-]{0,24}[0-9])(?=[0-9]{0,24}[A-Za-z])"
        # Long.
        rb"([A-Za-z0-9_.~+/=-]{20,})[\"']",
        examples=(
            "> localStorage.getItem('mm_access')\n< 'cqauco69jmqfbpuisi3unegh3o'\n".replace(
                "cqauco69jmqfbpuisi3unegh3o", "«y1ndrfg8ejkmcpqxot1uwisza3»"
            ),
            'sessionStorage.getItem("t");\n"«k3h5x9w1qf7tbn8yk3h5»"\n',
        ),
        counter_examples=(
            "> localStorage.getItem('theme')\n< 'the-usual-one-of-all-of-them'\n",
            "> localStorage.getItem('x')\n< null\n",
        ),
    ),
    Rule(
        id="token-of-dns-provider",
        kind="token",
        finds="The token of a provider of DNS in the settings of Caddy",
        # The directive, and the provider.
        prefix=rb"\bdns [a-z][a-z0-9_]{2,24} \"?",
        # To the end of the line.
        lookahead=rb"(?=[A-Za-z0-9_-]{20,128}\"?[ \t]{0,8}(?:[\r\n]|\\n|\Z))" + LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9_-]{20}",
        secret_rest=rb"[A-Za-z0-9_-]*+",
        # Up to where a token may be.
        prefilters=(rb"dns [a-z][a-z0-9_]{2,24} \"?[A-Za-z0-9_-]{20}",),
        exact_start=True,
        examples=(
            f"\ttls {{\n\t\tdns cloudflare «{MIXED}{MIXED}»\n\t}}\n",
            f'dns hetzner "«{MIXED}_{MIXED}»"\n',
        ),
        counter_examples=(
            "acme dns challenge-for-the-host-of-it-1\n",
            f"dns record {MIXED}{MIXED} is set\n",
        ),
    ),
)
