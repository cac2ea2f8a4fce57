"""Headers whose names end with `-Key` or `-Auth`, and addresses that hold a token."""

from support_packet.redaction.expressions.fragments import (
    LOOKS_RANDOM,
    NOT_A_PASSWORD,
    OPAQUE,
    TOKEN_MARK,
    TOKEN_NAME,
    TOKEN_SPACE,
)
from support_packet.redaction.expressions.notation import DEEP_QUOTE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_phrases import HEADERS_OF_PROXIES

_LETTERS_AND_DIGITS = (
    rb"(?=[A-Za-z0-9._~+/=-]{0,31}[0-9])"  # a digit
    rb"(?=[A-Za-z0-9._~+/=-]{0,31}[A-Za-z])"  # a letter
    rb"(?!v[0-9])"  # no version
)

RULES = (
    Rule(
        id="token-header",
        kind="token",
        finds="A short value of a header whose name ends with `-Token`",
        # As text, Go and JSON write headers.
        prefix=TOKEN_NAME
        + rb"(?i:(?<=-token))\\{0,7}[\"']?"  # a header, in quotes or not
        + rb"(?:: |:\[\]string\{|: ?\[|: ?(?=\\{0,7}[\"']))"  # as the notations go on
        + rb"\\{0,7}[\"']?",
        lookahead=_LETTERS_AND_DIGITS,
        secret_start=OPAQUE + rb"{6}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(TOKEN_MARK,),
        ends=b":\"'\\",
        exact_start=True,
        examples=(
            '{"X-Gitlab-Token":["«aB3dE5gH7jK9mN»"]}',
            "X-Jira-Token: «aB3dE5»",
        ),
        counter_examples=("X-Gitlab-Token: missing", '{"X-Jira-Token":["required"]}'),
    ),
    Rule(
        id="token-in-query",
        kind="token",
        finds="A short token as a parameter of a URL, or as an option",
        # A mark of a URL, plain or escaped, or of an option.
        prefix=TOKEN_NAME + rb"(?i:(?<=[?&;]token)|(?<=u0026token)|(?<=--token))=",
        # No word with a number.
        lookahead=_LETTERS_AND_DIGITS + rb"(?![a-z]+[._-]?[0-9]{1,3}(?:[^\w.-]|\Z))",
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(TOKEN_MARK,),
        ends=b"=",
        exact_start=True,
        examples=(
            "POST https://push.example.com/message?token=«AaB3dE5gH7jK9mN» 200",
            '"/stream?x=1\\u0026token=«aB3dE5gH»", gotify push --token=«aB3dE5gH»',
        ),
        counter_examples=(
            "/x?token=page-12&token=required",
            "?page_token=12345678 --token=expired",
        ),
    ),
    Rule(
        id="credential-in-quotes",
        kind="token",
        finds="A short credential in quotes, as browsers get it for a TURN server",
        prefix=TOKEN_NAME + rb"(?i:(?<=credential))" + DEEP_QUOTE + rb": ?" + DEEP_QUOTE,
        # A digit and a letter.
        lookahead=rb"(?=[^\s\"'\\]{0,64}[0-9])(?=[^\s\"'\\]{0,64}[A-Za-z])",
        secret_start=rb"[^\s\"'\\]{6}",
        secret_rest=rb"[^\s\"'\\]*+",
        prefilters=(TOKEN_MARK,),
        ends=b"\"'\\",
        exact_start=True,
        examples=('{"credential":"«hunter2!blue»"}', "{'credential': '«a1b2c3»'}"),
        counter_examples=('{"credential":"expired"}', '{"credential":"","credentials":"a1b2c3"}'),
    ),
    Rule(
        id="key-header",
        kind="token",
        finds="A header whose name ends with `-Key` or `-Auth`",
        # As text, Go and JSON write headers.
        prefix=rb"(?i:-(?:key|auth))[\"']?(?:: |:\[| (?=[0-9A-Za-z]{20})|:\[\]string\{|\": ?)"
        rb"\\{0,7}[\"'\[]?",
        # Keys that are sent to be repeated, names of caches and of objects.
        lookahead=LOOKS_RANDOM + rb"(?<!ocket-Key: )(?<!gate-Key: )(?<!ocket-key: )"
        # Of idempotency and others; of objects.
        rb"(?<!(?i:ency-key): )(?<!(?i:bject-key): )(?<!(?i:ency-key)\":\")",
        secret_start=OPAQUE + rb"{15}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(rb"(?i:-key|-auth)[\"':]", rb"-(?:Key|Auth) [0-9A-Za-z]"),
        examples=(
            "Ocp-Apim-Subscription-Key: «0123456789abcdef»",
            '{"header":"X-Mattermost-Auth: «HNrqrGqSAr30wCU-YTzG»"}',
        ),
        counter_examples=(
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "X-Cache-Key: the-front-page-of-it",
        ),
    ),
    NextLinesRule(
        id="secret-header-of-proxy",
        effort=15,
        kind="token",
        finds="The value of any word of a header named after a secret, which a proxy sets",
        within_line=True,
        # The directives of nginx, Apache and HAProxy.
        detector=(rb"proxy_set_header |add_header |RequestHeader |set-header |add-header ",),
        # The header.
        trigger=rb"(?:proxy_set_header|add_header|RequestHeader (?:set|add)|(?:set|add)-header) "
        rb"[\w-]{0,40}" + HEADERS_OF_PROXIES,
        # In quotes, or to the end of the directive.
        then=rb"(?:\"(?![$%])"
        + NOT_A_PASSWORD
        # To the quote, or without quotes.
        + rb"([^\s\"\\]{4,256})\"|(?![\"$%])"
        + NOT_A_PASSWORD
        # To the end of the directive.
        + rb"([^\s\"\\;]{4,256})(?=;|[ \t]*(?:\r?\n|\Z)))",
        examples=(
            'proxy_set_header X-Auth-Secret "«kettle»";\n',
            'http-request set-header X-Api-Key «kettle»\nRequestHeader set X-Secret "«kettle»"\n',
        ),
        counter_examples=(
            'proxy_set_header X-Auth-Token $http_token;\nproxy_set_header X-Secret "";\n',
            "http-request set-header X-Api-Key %[var(x)]\nadd_header X-Secret required;\n",
        ),
    ),
    Rule(
        id="header-directive",
        kind="token",
        finds="A value in quotes after its name and a space, as proxies set headers",
        prefix=TOKEN_NAME + rb" \\{0,7}\"",
        lookahead=LOOKS_RANDOM,
        secret_start=OPAQUE + rb"{8}",
        secret_rest=OPAQUE + rb"*+",
        prefilters=(TOKEN_SPACE,),
        ends=b'"\\',
        exact_start=True,
        examples=(
            'RequestHeader set X-Auth-Token "«XlTUzdQApBFhlAzFLsc»"',
            'proxy_set_header X-Api-Key "«abcdefgh0123»"; header X-Api-Key "«abcdefgh0123»"',
        ),
        counter_examples=('proxy_set_header X-Api-Key "";', 'header X-Api-Key "required"'),
    ),
    Rule(
        id="authorization-api-token",
        kind="token",
        finds="The `Authorization` header of Proxmox",
        # The user and the name of the token.
        prefix=rb"PVEAPIToken=[^\s=\"']{1,64}=",
        secret_start=rb"[0-9a-f-]{16}",
        secret_rest=rb"[0-9a-f-]*+",
        examples=(
            "Authorization: PVEAPIToken=root@pam!mon=«01234567-89ab-4cde-8f01-23456789abcd»",
            '"PVEAPIToken=mm@pve!x=«01234567-89ab-4cde-8f01-23456789abcd»"',
        ),
        counter_examples=("PVEAPIToken=root@pam!mon", "PVEAPIToken=root@pam!mon=unset"),
    ),
)
