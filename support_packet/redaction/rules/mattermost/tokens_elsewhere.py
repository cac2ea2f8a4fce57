"""Mattermost's own tokens, where neither a name nor the usual words say so."""

from functools import partial

from support_packet.redaction.expressions.mattermost_ids import ID, ID_ENDS
from support_packet.redaction.expressions.notation import JSON_QUOTE
from support_packet.redaction.expressions.samples import ANY_ID
from support_packet.redaction.rule_kinds.line_rule import BeforeRule, LineRule
from support_packet.redaction.rule_kinds.rule import Rule

_ERRORS = tuple(
    word.encode()
    for word in (
        *("err", "error", "erreur", "errore", "erro", "fehler", "hata", "fout", "fel", "błąd"),
        *("ошибка", "помилка", "грешка", "hiba", "eroare", "错误", "錯誤", "エラー", "오류", "lỗi"),
    )
)
"""What the server calls the reason in its languages, after the token that it refused."""

_NOT_TOKEN = rb"(?:[^n]|[^e]n|[^Kk]en|[^Oo][Kk]en)"
"""How what comes before the mark ends where it is not `token`, for which there are other rules."""

_token = partial(Rule, kind="token", lookahead=ID_ENDS, secret_start=ID, exact_start=True)

RULES = (
    Rule(
        id="refused-session-token",
        kind="token",
        finds="The token before the reason why it was refused, in the languages of the server",
        prefix=_NOT_TOKEN
        + rb"="
        # Of no id, nor of anything else that has one.
        + rb"(?<!(?i:id|er|el|am|st|le|ob|ot)=)",
        secret_start=ID,
        lookahead=rb"(?=" + ID + rb", (?i:" + b"|".join(_ERRORS) + rb")=)",
        prefilters=tuple(
            _NOT_TOKEN + rb"=" + ID + rb", (?i:" + error + rb")=" for error in _ERRORS
        ),
        examples=(
            f"Token di sessione non valido=«{ANY_ID}», err=",
            f"Oturum kodu geçersiz=«{ANY_ID}», hata=yok",
            f"세션=«{ANY_ID}», 오류=x",
        ),
        counter_examples=(f"user {ANY_ID}, err=not found", f"user_id={ANY_ID}, path=/x"),
    ),
    BeforeRule(
        id="token-before-its-name",
        kind="token",
        finds="A token that is named behind it, in parentheses",
        trigger=(rb" \(token\)", rb" \(access token\)", rb" \(session token\)"),
        before=rb"(?<![A-Za-z0-9])(" + ID + rb")",
        examples=(
            f"session cache miss for «{ANY_ID}» (token)",
            f"found «{ANY_ID}» (access token)",
        ),
        counter_examples=("the id (token) is missing", f"{ANY_ID}: x (token)"),
    ),
    _token(
        id="personal-access-token",
        finds="A personal access token, named `pat`",
        prefix=rb"\"(?i:pat)" + JSON_QUOTE + rb": ?" + JSON_QUOTE,
        prefilters=(rb"\"(?i:pat)[\\\"]",),
        examples=(f'{{"pat":"«{ANY_ID}»"}}', f'"{{\\"pat\\": \\"«{ANY_ID}»\\"}}"'),
        counter_examples=(f'{{"pat":"x","path":"{ANY_ID}"}}', '{"pat":"expired"}'),
    ),
    _token(
        id="key-of-session-cache",
        finds="The key of a session in the server's cache, which is its token",
        # The name of the cache.
        prefix=rb"\"Session"
        + JSON_QUOTE
        + rb", ?"
        + JSON_QUOTE
        + rb"key"
        + JSON_QUOTE
        + rb": ?"
        + JSON_QUOTE,
        prefilters=(rb"\"Session[\\\"]",),
        examples=(
            f'{{"name":"Session","key":"«{ANY_ID}»"}}',
            f'"{{\\"cache\\":\\"Session\\",\\"key\\":\\"«{ANY_ID}»\\"}}"',
        ),
        counter_examples=(f'{{"name":"Sessions","key":"{ANY_ID}"}}', '{"name":"Session"}'),
    ),
    _token(
        id="key-of-session-in-redis",
        finds="The same as Redis gets it",
        prefix=rb"[\"' ]Session:",
        prefilters=(rb"[\"' ]Session:[a-z0-9]",),
        examples=(f'"GET" "Session:«{ANY_ID}»"', f"DEL Session:«{ANY_ID}»"),
        counter_examples=(f'"Session: {ANY_ID}"', "Session:expired"),
    ),
    _token(
        id="token-in-message-pack",
        finds="The token in a session as its cache packs it",
        # The length of a text of 26 bytes.
        prefix=rb"Token(?:\\{1,3}xba|\xba)",
        examples=(f'raw="\\\\xa5Token\\\\xba«{ANY_ID}»\\\\xa8"', f"Token\\xba«{ANY_ID}»"),
        counter_examples=("Token\\xb9x", f"Tokens {ANY_ID[:20]}"),
    ),
    LineRule(
        id="passwords-in-audit",
        kind="password",
        finds="The passwords in the audit of one that was changed",
        # The address, and the field.
        trigger=(rb"/password(?:[\"'])? extra=",),
        # Which of the two.
        secret=rb"(?:current|new|old)(?:_password)?=([^\s\"'\\]+)",
        examples=(
            '/api/v4/users/x/password extra="current=«sad98» new=«gla24»"',
            "action=/api/v4/users/me/password extra=new=«gla24»",
        ),
        counter_examples=(
            '/api/v4/users/x/password extra="attempt"',
            '/api/v4/users/x extra="new=gla24"',
        ),
    ),
    _token(
        id="mfa-activation",
        kind="password",
        finds="The code that turns on a second factor",
        prefix=rb"\"activate"
        + JSON_QUOTE
        + rb": ?(?:true|false), ?"
        + JSON_QUOTE
        + rb"code"
        + JSON_QUOTE
        + rb": ?"
        + JSON_QUOTE,
        lookahead=b"",
        secret_start=rb"[0-9]{6}",
        secret_rest=rb"[0-9]*+",
        prefilters=(rb"\"activate[\\\"]",),
        examples=(
            '"body":"{\\"activate\\":true,\\"code\\":\\"«231484»\\"}"',
            '{"activate":true, "code":"«231484»"}',
        ),
        counter_examples=('{"activate":true,"code":""}', '{"active":true,"code":"231484"}'),
    ),
    Rule(
        id="cookie-of-post-action",
        kind="token",
        finds="The cookie by which a button in a message is allowed to act",
        prefix=rb"\"cookie" + JSON_QUOTE + rb": ?" + JSON_QUOTE,
        # No path.
        lookahead=rb"(?=[A-Za-z0-9_-]{40}|[A-Za-z0-9+/]{40,4096}={0,2}\\{0,7}\")",
        secret_start=rb"[A-Za-z0-9+/_-]{40}",
        secret_rest=rb"[A-Za-z0-9+/_=-]*+",
        prefilters=(rb"\"cookie[\\\"]",),
        exact_start=True,
        examples=(
            f'{{"url":"/plugins/x/do","cookie":"«{ANY_ID * 3}»"}}',
            f'"{{\\"cookie\\": \\"«{ANY_ID * 2}»\\"}}"',
            f'{{"msg":"DoPostAction","cookie":"«{ANY_ID}+/{ANY_ID}»"}}',
        ),
        counter_examples=(
            '{"cookie":"accepted"}',
            '{"cookie":"/opt/mattermost/client/static/files/2024/cookie/consent.js"}',
            f'{{"cookie_id":"{ANY_ID * 2}"}}',
        ),
    ),
    LineRule(
        id="code-of-authorization",
        kind="token",
        finds="The code that an application exchanges for a token, as the server stores it",
        trigger=(rb"AuthData\{", rb"AuthData:\{"),
        end=rb"\}",
        # The field, with a quote or not.
        secret=rb"(?<=[{ ,\"])Code:\\{0,3}\"?(" + ID + rb")(?![A-Za-z0-9])",
        examples=(
            f"AuthData{{ClientId:h769 UserId:q8s3 Code:«{ANY_ID}» ExpiresIn:600}}",
            f'&model.AuthData{{ClientId:"h769", Code:"«{ANY_ID}»", ExpiresIn:600}}',
        ),
        counter_examples=(
            f"AuthData{{ClientId:{ANY_ID} Code: ExpiresIn:600}}",
            f"AppError{{Code:{ANY_ID}}}",
        ),
    ),
    LineRule(
        id="signing-key-in-configuration",
        kind="private key",
        finds="The private number of the key with which the server signs",
        trigger=(rb"ecdsa_key",),
        secret=rb"\"d" + JSON_QUOTE + rb": ?([0-9]{20,})",
        examples=(
            '{"ecdsa_key":{"curve":"P-256","x":444057,"y":341,"d":«8909071366314770387995»}}',
            '"{\\"ecdsa_key\\":{\\"d\\":«8909071366314770387995»}}"',
        ),
        counter_examples=('{"ecdsa_key":null}', '{"d":8909071366314770387995}'),
    ),
)
