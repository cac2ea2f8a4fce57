"""Codes and keys for recovery, in lists on several lines, and such as are known by their shape."""

from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

# What they are called.
_NAME = rb"(?i:(?:recovery|backup|scratch|emergency|one-time) codes)"
# Groups of letters and digits, up to the end of the line.
_GROUPS = rb"([A-Za-z0-9]{4,10}(?:(?:-|[ ]{1,4})[A-Za-z0-9]{4,10}){0,9})[ \t]{0,8}(?:\r?\n|\Z)"
# A number or a mark before it.
_MARK = rb"[ \t>#]{0,16}(?:[0-9]{1,2}[.)] |[*-] )?(?=[^\r\n]{8})"
_CODE = _MARK + rb"(?=[A-Za-z -]{0,16}[0-9])" + _GROUPS
# Not each of them has a digit.
_NEXT_CODE = _MARK + rb"(?=[A-Za-z -]{0,16}[0-9]|[a-z0-9]{4,8}-)" + _GROUPS

RULES = (
    NextLinesRule(
        id="recovery-codes-on-lines",
        kind="token",
        finds="Recovery codes, each on its own line, below what they are",
        detector=(_NAME,),
        trigger=_NAME + rb"[^\n}]{0,64}\n",
        # Ten at most, after an empty line or not.
        then=rb"(?:[ \t]{0,16}\r?\n)?" + _CODE + (rb"(?:" + _NEXT_CODE + rb")?") * 9,
        lines=12,
        examples=(
            "Recovery codes (each works once):\n«l9tkf-k19p1»\n«nveyb-crn77»\nx\n",
            "Backup codes of bob:\n  «2908-5371  5735-9382  8067-3548»\nx\n",
            "Backup codes:\n1. «1234 5678»\n2. «8765 4321»\n",
        ),
        counter_examples=(
            "Recovery codes:\nnone are left\n",
            "backup codes of bob\n12 of 20\n",
        ),
    ),
    LineRule(
        id="recovery-codes-in-sentence",
        kind="token",
        finds="Recovery codes of digits on one line, after what they are",
        trigger=(_NAME + rb"(?: are)?:? ",),
        # Groups of digits.
        secret=rb"(?<![\w.:-])[0-9]{4}[ -]?[0-9]{4}(?![\w.:-])",
        end=rb"[\"\\.]",
        examples=(
            "Your backup codes: «12345678», «87654321», «11223344»",
            "scratch codes are «1234 5678» «8765 4321»",
        ),
        counter_examples=("backup codes: 8 of 12", "recovery codes 2026-11-28 10:10:10"),
    ),
    Rule(
        id="key-of-bitlocker",
        kind="private key",
        finds="Keys with which a disk is opened that BitLocker has encrypted",
        word_boundary=True,
        # Eight groups.
        secret_start=rb"[0-9]{6}(?:-[0-9]{6}){7}",
        secret_rest=rb"(?![\w-])",
        # The first half.
        prefilters=(rb"[0-9]{6}-[0-9]{6}-[0-9]{6}-[0-9]{6}-",),
        exact_start=True,
        examples=(
            "recovery key: «123456-234567-345678-456789-567890-678901-789012-890123»",
            "«023456-234567-345678-456789-567890-678901-789012-890124»\n",
        ),
        counter_examples=(
            "123456-234567-345678-456789-567890-678901",
            "id 123456-234567-345678-456789-567890-678901-789012-890123-1",
        ),
    ),
    Rule(
        id="recovery-key-in-groups",
        kind="private key",
        finds="A key for recovery in groups of four, as Matrix shows it",
        # What it is called.
        prefix=rb"(?i:(?:recovery|security|backup) key)(?: is)?[\"']?[:=]? ?[\"']?",
        # Eight groups or more.
        secret_start=rb"[A-Za-z0-9]{4}(?: [A-Za-z0-9]{4}){7}",
        # The others.
        secret_rest=rb"(?>(?: [A-Za-z0-9]{4}){0,8})",
        lookahead=rb"(?=[A-Za-z ]{0,48}[0-9])",
        # The same.
        prefilters=(rb"(?i:(?:recovery|security|backup) key)",),
        exact_start=True,
        examples=(
            "recovery key: «EsTc aBcD 1234 efGh 5678 iJkL 9012 mNoP 3456 qRsT 7890 uVwX»",
            'Security Key is "«EsTc aBcD 1234 efGh 5678 iJkL 9012 mNoP»"',
        ),
        counter_examples=("recovery key: this must have that many more than those", "backup key 1"),
    ),
    NextLinesRule(
        id="numbers-of-private-key",
        effort=60,
        kind="private key",
        finds="The numbers of a private key, as OpenSSL prints them",
        # What they are called.
        detector=(rb"(?:privateExponent|prime[12]|exponent[12]|coefficient|priv):",),
        # The same, to the end of the line.
        trigger=rb"(?:privateExponent|prime[12]|exponent[12]|coefficient|priv):[ \t]{0,4}\r?\n",
        # Up to eighteen lines.
        then=rb"[ \t]{1,16}((?:[0-9a-f]{2}:){2,}(?:[0-9a-f]{2})?)[ \t]{0,4}(?:\r?\n|\Z)"
        # As many as a key of 2048 bits has.
        + rb"(?:[ \t]{1,16}((?:[0-9a-f]{2}:)*(?:[0-9a-f]{2})?)[ \t]{0,4}(?:\r?\n|\Z))?" * 17,
        lines=20,
        examples=(
            "privateExponent:\n    «10:4f:9a:be:03:77:»\n    «c1:5d»\npublicExponent: 65537\n",
            "priv:\n    «10:4f:9a:be:03:77»\npub:\n    04:aa:bb\n",
        ),
        counter_examples=(
            "modulus:\n    00:aa:bb:cc\npub:\n    04:aa:bb\n",
            "priv:\n    none\n",
        ),
    ),
)
