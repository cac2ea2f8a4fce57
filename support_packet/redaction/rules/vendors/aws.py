"""Keys of Amazon's services, known by their shape or by what is before them."""

from support_packet.redaction.expressions.samples import HEX, MIXED, UUID
from support_packet.redaction.rule_kinds.prefixed_rule import PrefixedRule, Token

_SECRET = f"{MIXED}/{MIXED}+aB3dE5"

RULES = (
    PrefixedRule(
        id="aws-access-key-id",
        kind="cloud key",
        finds="Ids of AWS access keys, lasting and temporary",
        tokens=(
            Token(rb"A(?:KIA|SIA)", rb"[A-Z0-9]{16}"),  # of a user; of a session
            Token(rb"A3T", rb"[A-Z0-9]{17}"),  # of old
            Token(rb"A(?:BIA|CCA)", rb"[A-Z0-9]{16}"),  # of a bearer token; of one service
        ),
        examples=(
            "key «AKIAIOSFODNN7EXAMPLE» used",
            '{"AccessKeyId":"«ASIAIOSFODNN7EXAMPLE»"}',
            "«ABIAIOSFODNN7EXAMPLE» «A3TXIOSFODNN7EXAMPLE»",
        ),
        counter_examples=(
            "AKIA and ASIA are prefixes",
            "BAKIAIOSFODNN7EXAMPLE akiaiosfodnn7example",
            "AIDAIOSFODNN7EXAMPLE is the id of a user",
        ),
    ),
    PrefixedRule(
        id="aws-session-token",
        kind="cloud key",
        finds="Session tokens of AWS",
        tokens=(
            Token(rb"IQoJb3JpZ2lu", rb"[A-Za-z0-9+/%]{20}"),  # the base64 of its first field
            Token(rb"F[wQ]oGZXIvYXdz", rb"[A-Za-z0-9+/%]{20}"),  # the same, of old
        ),
        secret_rest=rb"[A-Za-z0-9+/=%]*+",
        examples=(
            f"export «IQoJb3JpZ2lu{MIXED}/{MIXED}==»",
            f"X-Amz-Security: «FwoGZXIvYXdz{MIXED}%2F{MIXED}»",
        ),
        counter_examples=("IQoJb3JpZ2lu is its beginning", "FwoGZXIvYXdzEJr"),
    ),
    PrefixedRule(
        id="aws-bedrock-key",
        kind="cloud key",
        finds="Keys of Amazon Bedrock",
        tokens=(
            Token(rb"ABSK", rb"[A-Za-z0-9+/]{40}"),  # a lasting key
            Token(rb"bedrock-api-key-", rb"[A-Za-z0-9+/]{28}"),  # a temporary one
        ),
        secret_rest=rb"[A-Za-z0-9+/=%]*+",
        examples=(
            f"«ABSK{MIXED * 3}+/==»",
            f"401 for «bedrock-api-key-{MIXED * 3}»",
        ),
        counter_examples=("ABSK and ABSKaB3dE5", "bedrock-api-key-not-set-in-the-configuration"),
    ),
    PrefixedRule(
        id="amazon-login-token",
        kind="cloud key",
        finds="Tokens and client secrets of Login with Amazon, and tokens of sellers",
        tokens=(
            Token(rb"At(?:za|zr)\|", rb"[A-Za-z0-9_-]{20}"),  # to use and to renew
            Token(rb"amzn1\.", rb"oa2-cs\.v1\.[0-9a-f]{32}"),  # a client's secret
            Token(rb"amzn\.mws\.", rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}"),  # a seller's token
        ),
        secret_rest=rb"[\w-]*+",
        examples=(
            f"got «Atza|{MIXED * 2}»",
            f"«amzn1.oa2-cs.v1.{HEX * 4}»",
            f"«amzn.mws.{UUID}» refused",
        ),
        counter_examples=("Atza|short", "amzn1.oa2-cs.v1.client", "amzn.mws.endpoint"),
    ),
)
