"""Tokens and keys by their names, in any notation.

No shorter tokens, nor longer names among the others: to refuse those would cost twice as much.
"""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    ANY_ASSIGNED,
    ANY_ASSIGNED_AFTER_QUOTE,
    LOOKS_RANDOM,
    OPAQUE,
    TOKEN_MARK,
    TOKEN_MARKS,
    TOKEN_NAME,
    run_of,
)
from support_packet.redaction.expressions.random_values import PATH, PUBLIC_KEY_OF_NATS
from support_packet.redaction.rule_kinds.rule import Rule

_NOT_PUBLIC = (
    rb"(?<!(?i:publickeytoken))"  # of .NET's assemblies
    # Of the next page of a list.
    rb"(?<!(?i:pagetoken))(?<!(?i:page_token))(?<!(?i:nexttoken))(?<!(?i:continuationtoken))"
)
"""After a name: not one of a value that opens nothing."""

_named = partial(
    Rule,
    kind="token",
    lookahead=LOOKS_RANDOM,
    secret_start=OPAQUE + rb"{16}",
    secret_rest=OPAQUE + rb"*+",
)
"""The rule for an opaque value after a name."""

_of_parts = partial(
    _named,
    lookahead=(
        # No address, no digest, no date, no path.
        rb"(?![a-z]{2,8}://|(?:hmac-)?sha[0-9]{1,3}:|(?:ecdsa|rsa|dsa)-with-|[0-9]{4}-[0-9]{2}-|"
        + PATH
        + rb"|"
        + PUBLIC_KEY_OF_NATS
        # No words with a number behind them.
        + rb"|[a-z]{1,16}(?:[._-][a-z]{1,16}){2,8}[_-]?[0-9]{0,4}(?![\w=/+.-])"
        # No words in capitals.
        rb"|[A-Z]{1,16}(?:_[A-Z]{1,16}){2,8}(?![\w=/+.-])"
        # No name of a file.
        rb"|[\w.-]{1,128}\.(?:sig|asc|gz|pem|key|crt|txt|json|ya?ml|zip)(?:[\s\"'\\,]|\Z))"
        + LOOKS_RANDOM
    ),
    # After three characters there may be colons and bars.
    secret_start=OPAQUE + rb"{3}[A-Za-z0-9._~+/=%:|-]{13}",
    secret_rest=run_of(OPAQUE + rb"++", rb"[:|]{1,2}(?=[A-Za-z0-9])"),
)
"""The same for a value that may have parts, which colons or bars separate."""

RULES = (
    _of_parts(
        id="named-token",
        finds="Values of 16 or more characters of names such as `token`, `api_key`, `signature`",
        prefix=TOKEN_NAME + _NOT_PUBLIC + ANY_ASSIGNED,
        prefilters=(TOKEN_MARK,),
        ends=b"=:",
        exact_start=True,
        examples=(
            "AWS_SECRET_ACCESS_KEY=«wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
            "AccountName=a;AccountKey=«abcdefghijklmnopqrstuvwxyz0123456789+/==»;Suffix=x",
            "session_key: «0123456789abcdef»",
            "K3S_TOKEN=«K10abcdef0::server:0123456789abcdef01»",
        ),
        counter_examples=(
            "token=https://chat.example.com/1 token: 10:12:45, key=sha256:0123456789abcdef",
            "token=0123456789abc tokens=0123456789abcdef",
            "secretKeyFile=/etc/mattermost/key1.pem token: the-usual-way-of-it",
            "account key: AQYSS5DS6IR7ONVZWFRMB5KYXZSRJFKW4KFPSQF256MSA7YSPJVH7JHF",
            "RUN   TestKeys/api_key=the_usual_way_of_it_number_28",
            'PublicKeyToken="31bf3856ad364e35" signature=/opt/mattermost/plugins/x-2.4.tar.gz.sig',
            "NextContinuationToken: 1N20w7+2vUB2noPn3RH44liTIN= page_token=0123456789abcdef",
        ),
    ),
    _of_parts(
        id="named-token-quoted",
        finds="Values of 16 or more characters of such names in quotes",
        prefix=TOKEN_NAME + _NOT_PUBLIC + ANY_ASSIGNED_AFTER_QUOTE,
        prefilters=TOKEN_MARKS,
        ends=b"\"'\\])",
        ends_after_space=b" =:?|+",
        exact_start=True,
        examples=(
            '{"api_key":"«0123456789abcdef»"}',
            '{"token":"«1234567890:AAHdqTcvCH1vGWJxfSeo»"}',
            '{"PublicLinkSalt":"«abcdefghijklmnopqrstuvwxyzabcdef»"}',
            '{"a":"{\\"AtRestEncryptKey\\":\\"«abcdefghijklmnopqrstuvwxyzabcdef»\\"}"}',
        ),
        counter_examples=(
            '{"token":"0123456789abc","tokens":"0123456789abcdef"}',
            '{"plugin":"jira","signature":"jira-v4.1.0.tar.gz.sig"}',
            '{"nextPageToken": "t1ce8XBQzqjxkWXYzJ1TjwLlb1w", "NextToken": "AAMA-EFRSUR6bDQ2cQ=="}',
            '{"msg":"SAML","PrivateKeyFile":"saml-private.key","token":"the-usual-way-of-it"}',
        ),
    ),
    _named(
        id="named-token-url-encoded",
        finds="Values of 16 or more characters of such names within a URL's parameter",
        prefix=TOKEN_NAME + rb"%3[Dd]",
        prefilters=(TOKEN_MARK,),
        ends=b"%",
        exact_start=True,
        examples=(
            "next=%2Fx%3Faccess_token%3D«0123456789abcdef»",
            "url=a%3FX-Amz-Signature%3d«aeeed9bbccd4d02ee5c0109b86d86835»&b=c",
        ),
        counter_examples=(
            "next=%2Fx%3Ftoken%3D12345",
            "next=%2Fx%3Ftoken%3Dthe-usual-way-of-it",
        ),
    ),
)
