"""Values after names that few programs use: of networks, of invitations, of logins in one text."""

from functools import partial

from support_packet.redaction.expressions.fragments import LOOKS_RANDOM, NOT_A_PASSWORD, OPAQUE
from support_packet.redaction.expressions.looks_secret import LOOKS_LIKE_PASSWORD
from support_packet.redaction.expressions.notation import (
    QUOTE,
    SIGN_AND_LETTER,
    any_case,
    one_by_one,
)
from support_packet.redaction.expressions.nouns import EACH_NOUN
from support_packet.redaction.expressions.random_values import LOOKS_MIXED
from support_packet.redaction.expressions.relations import RELATED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import INVITATIONS, LOGINS, OF_NETWORKS

_IS = QUOTE + rb" ?[:=] ?" + QUOTE

_named = partial(
    Rule,
    secret_start=rb"[^\s\"'&<>\\,;()\[\]{}]{6}",
    secret_rest=rb"[^\s\"'&<>\\,;)\]}]*+",
    exact_start=True,
)
_DIFFERS = (rb" mismatch", rb" does not match", rb" did not match", rb" not equal", rb" differs")
_NETWORKS = any_case(OF_NETWORKS)

RULES = (
    _named(
        id="key-of-network",
        kind="password",
        finds="Keys of wireless networks and tunnels, and communities of SNMP",
        prefix=rb"(?<![A-Za-z])(?i:" + b"|".join(OF_NETWORKS) + rb")" + _IS,
        lookahead=SIGN_AND_LETTER + rb"(?!/|[a-z]{2,8}://)" + NOT_A_PASSWORD,
        # A mark after each.
        prefilters=(one_by_one(_NETWORKS, rb"[\\\"':=]"), one_by_one(_NETWORKS, rb" [:=]")),
        # One name may end with another.
        exact_start=False,
        examples=(
            '{"ssid":"Guest","psk":"«NkCapG85lVLF»"}',
            '{"snmp_community":"«orchard452»"}',
            f'PSK=«{HEX * 4}» wpa_psk = "«River-12»"',
        ),
        counter_examples=("psk=required, PSK: WPA2", 'psk="/etc/x1", {"psk":"********"}'),
    ),
    _named(
        id="login-in-one-text",
        kind="password",
        finds="The password after a user and a colon, in one text named `auth` and the like",
        # A user, and a colon.
        prefix=rb"(?<![A-Za-z])(?i:"
        + b"|".join(LOGINS)
        + rb")(?=[=:\"'\\%&])"
        + RELATED
        + rb"[\w.@+-]{1,64}:",
        lookahead=SIGN_AND_LETTER + rb"(?![a-z]+:|//|:)" + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'\\<>{}]{8}",
        secret_rest=rb"[^\s\"\\]*+",
        prefilters=(one_by_one(any_case(LOGINS), rb"[=:\\\"'&%]"),),
        # One name may end with another.
        exact_start=False,
        examples=(
            f'{{"auth":"api:«{HEX}»-x"}}'.replace("»-x", "-x»"),
            "smtp.auth.credentials=chat:«MZGdS8QZrI»",
            '{"m":"{\\"basic_auth\\": \\"bob:«Needle10copper»\\"}"}',
        ),
        counter_examples=(
            '{"auth":"oauth2:required","authentication":"x:Needle10copper"}',
            '{"auth":"10.1.2.3:8065","credentials":"file:///etc/x1"}',
        ),
    ),
    Rule(
        id="long-invitation",
        kind="token",
        finds="Invitations to a remote cluster or a team, which let anyone join",
        # In quotes, escaped or not.
        prefix=rb"(?i:" + b"|".join(INVITATIONS) + rb")(?:" + QUOTE + rb"[:=] ?| )" + QUOTE,
        lookahead=LOOKS_RANDOM,
        secret_start=rb"[A-Za-z0-9+/_=-]{40}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(one_by_one(any_case(INVITATIONS), rb"[\\\"'=: ]"),),
        exact_start=True,
        examples=(f'{{"invite":"«{MIXED * 3}»"}}', f"invitation=«{MIXED * 3}»"),
        counter_examples=('{"invite":"y1ndrfg8ejkmcpqxot1uwisza3"}', "invite: the-usual-way"),
    ),
    Rule(
        id="oauth-verifier",
        kind="token",
        finds="The verifier that ends a login of OAuth 1",
        prefix=rb"oauth_verifier" + QUOTE + rb"(?:[=:]|%3[Dd]) ?" + QUOTE,
        secret_start=rb"[A-Za-z0-9_-]{4}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(rb"oauth_verifier",),
        exact_start=True,
        examples=("?oauth_token=x&oauth_verifier=«49LLSZ»", "oauth_verifier%3D«49LLSZ»&x"),
        counter_examples=("oauth_verifier is missing", '{"oauth_verifier":""}'),
    ),
    Rule(
        id="credentials-of-ldap-bind",
        kind="password",
        finds="What a bind sent to a directory, as `cred=` and `creds=`",
        # Not the end of another word.
        prefix=rb"(?<![A-Za-z])(?i:creds?)(?:[=:] ?| (?=[\"']))" + QUOTE,
        lookahead=SIGN_AND_LETTER + rb"(?!/|[a-z]+://)" + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'&<>\\,;()\[\]{}]{6}",
        secret_rest=rb"[^\s\"'&<>\\,;)\]}]*+",
        # A mark, or a quote.
        prefilters=(rb"(?i:cred|creds)(?:[=:]| [\"'])",),
        exact_start=True,
        examples=("simple bind dn=uid=bob cred=«Anchor_Falcon_28»", 'creds: "«hunter2X»"'),
        counter_examples=("cred=required creds=/etc/x12", "sacred=Anchor_28"),
    ),
    LineRule(
        id="refused-signature",
        kind="token",
        finds="Signatures of a message that were compared, and did not match",
        effort=20,
        trigger=(
            # How it is said.
            rb"(?i:signature) (?:mismatch|does|did|verification fail|check fail|invalid)",
            *(one_by_one(EACH_NOUN, differs) for differs in _DIFFERS),
            # In other order.
            rb"(?i:invalid|wrong|bad) (?i:signature)",
        ),
        # What each of them is called.
        secret=(
            # Which of the two it is.
            rb"(?i:expected|got|computed|received|actual|wanted|want|have|signature)"
            rb"(?:" + _IS + rb"| [\"'`]?)" + rb"(?:sha(?:1|256|512)=)?"
            # In hexadecimal digits, or in base64.
            rb"([0-9a-f]{40,128}|[A-Za-z0-9+/]{27,86}={1,2}|(?=[a-z]{0,24}[0-9])[A-Za-z0-9]{26,64}"
            + rb"|"
            + LOOKS_LIKE_PASSWORD
            + LOOKS_MIXED
            # Long.
            + rb"[A-Za-z0-9_-]{20,64})(?![A-Za-z0-9+/])"
        ),
        examples=(
            f'"msg":"signature mismatch","expected":"sha1=«{HEX[:8] * 5}»","got":"x"',
            f"invalid signature: want sha256 got={HEX}, computed: «{HEX * 4}»",
        ),
        counter_examples=(
            f"invalid signature of commit {HEX[:8] * 5}",
            f'signature verified, "expected":"sha1={HEX[:8] * 5}"',
        ),
    ),
    Rule(
        id="session-id",
        kind="token",
        finds="The id of a session that looks random, named `sid`",
        prefix=rb"(?<![A-Za-z])sid[=:] ?" + QUOTE,
        # No account of Windows.
        lookahead=rb"(?!S-1-[0-9])" + LOOKS_MIXED,
        secret_start=rb"[A-Za-z0-9_-]{24}",
        secret_rest=OPAQUE + rb"*+",
        # The mark, and what may be an id.
        prefilters=(rb"sid[=:][ A-Za-z0-9\"'\\_-]{8}",),
        exact_start=True,
        examples=(f"login ok user=x sid=«{MIXED * 2}»", f"sid: '«{MIXED * 2}»'"),
        counter_examples=(
            "sid=838ddszu1t8r4jydr53jw5x3xe",
            "sid=12 user_sid=S-1-5-21-3623811015, sid=S-1-5-21-3623811015-3361044348-30300820-1013",
        ),
    ),
)
