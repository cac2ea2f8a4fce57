"""Which text the patterns take for a secret, and which they leave alone."""

from collections.abc import Callable

import pytest
from support.tables import for_each

from support_packet.redaction.engine import Redactor
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules import SECRET_RULES

ID = "y1ndrfg8ejkmcpqxot1uwisza3"
OTHER_ID = "h769ybndrfg8ejkmcpqxot1uwi"

SECRETS = [
    # Mattermost's own lines; what is between « and » is the secret.
    (
        f'{{"level":"info","msg":"Invalid session","error":"GetSession: Invalid session '
        f'token=«{ID}», err=session is either nil or expired","request_id":"{OTHER_ID}"}}'
    ),
    f'{{"msg":"x","err_details":"resource: Session id: sessionIdOrToken=«{ID}»","user_id":"{ID}"}}',
    f'{{"err":"resource: UserAccessToken id: token=«{ID}»"}}',
    (
        f"[2016/05/02 10:00:00 UTC] [EROR] /api/v3/users/me:GetSession code=401 rid={OTHER_ID} "
        f"uid= ip=203.0.113.7 Invalid session token=«{ID}», err="
    ),
    f'{{"msg":"request","url":"/hooks/«{ID}»","request_id":"{OTHER_ID}"}}',
    f'{{"url":"/api/v4/hooks/incoming/«{ID}»"}}',
    f'{{"msg":"Incoming webhook received","webhook_id":"«{ID}»","request_id":"{OTHER_ID}"}}',
    f'{{"body":"{{\\"token\\":\\"«{ID}»\\"}}"}}',
    f'{{"props":"{{\\"a\\":\\"{{\\\\\\"token\\\\\\":\\\\\\"«{ID}»\\\\\\"}}\\"}}"}}',
    f"Cookie: MMAUTHTOKEN=«{ID}»; MMUSERID={OTHER_ID}; MMCSRF=«{OTHER_ID}»",
    f"warn  Token «{ID}» was refused",
    # Headers.
    f"Authorization: Bearer «{ID}»",
    f"authorization: BEARER «{ID}»",
    f"Authorization: token «{ID}»",
    "Authorization: Basic «YTpi»",
    '{"Authorization":["Bearer «abcDEF123._-~+/=»"]}',
    "map[Authorization:[Bearer «xyz1234567890»] Accept:[*/*]]",
    f"GET /x?access_token=«{ID}»&page=1",
    "Proxy-Authorization: Negotiate «YIIBhg»",
    # Names and values.
    '{"api_key":"«0123456789abcdef»"}',
    "AWS_SECRET_ACCESS_KEY=«wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
    "https://s3/x?X-Amz-Signature=«aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404»",
    '{"apiKey":"«abc12345»"}',
    "Authorization: «abcdef01»",
    'Authorization: Digest «username=»"x", response="«6629fae49393a05397450978507c4ef1»"',
    '{"PublicLinkSalt":"«abcdefghijklmnopqrstuvwxyzabcdef»"}',
    '{"AtRestEncryptKey":"«abcdefghijklmnopqrstuvwxyzabcdef»"}',
    "SAMLResponse=«PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxw»",
    "smtp: AUTH PLAIN «AGFsaWNlAGh1bnRlcjI=»",
    "Cookie: sessionid=«abcdefgh»; lang=en",
    "map[Cookie:[sessionid=«abcdefgh»]]",
    "x; JSESSIONID=«A0B1C2D3E4F5A6B7»; lang=en",
    # Hooks in other spellings, and Mattermost's tokens of other kinds.
    f"http%3A%2F%2Fchat%2Fhooks%2F«{ID}»",
    f'{{"url":"https:\\/\\/chat\\/hooks\\/«{ID}»"}}',
    f"webhook id=«{ID}»",
    f"Incoming webhook received. Id=«{ID}» Content=",
    f"https://chat/signup_user_complete/?d=%7B%7D&t=«{ID}{OTHER_ID}0123456789ab»&id={ID}",
    f'{{"url":"/x?a=b\\u0026t=«{ID}{OTHER_ID}0123456789ab»"}}',
    f"/oauth/complete?code=«{ID}»",
    f"/files/{ID}/public?h=«aBcDeF-gHiJkLmNoPqRsTuVwXyZ»",
    '"device_id":"apple_rn:«740f4707bebcf74f9b7c25d48e3358945f6aa01d»"',
]

HARMLESS = [
    (
        f'{{"level":"debug","ts":1626194102.4512,"caller":"web/handlers.go:101","msg":"Received '
        f'HTTP request","method":"GET","url":"/api/v4/channels/{ID}/posts","request_id":"{ID}","'
        f'user_id":"{OTHER_ID}","status_code":"200","ip_addr":"203.0.113.7"}}'
    ),
    '{"timestamp":"2026-01-05 09:14:07.031 Z","level":"debug","msg":"Demo","duration":"1.2ms"}',
    '2021-07-13T18:35:02.123Z\tinfo\tapp/server.go:42\tServer is listening on [::]:8065\t{"a":1}',
    (
        '{"msg":"Login failed because of invalid password","error":"checkUserPassword: Login failed'
        f' because of invalid password, user_id={ID}"}}'
    ),
    '{"id":"api.user.check_user_password.invalid.app_error","message":"Invalid password."}',
    '{"msg":"Password must contain at least: 8 characters"}',
    '{"EnableSignInWithEmail": true, "ForgotPasswordLink": "https://example.com/reset"}',
    '{"PasswordSettings":{"MinimumLength":10,"Symbol":false}}',
    '{"key":"ClientSecret","display_name":"Client Secret","type":"text","secret":true}',
    '{"SMTPPassword": "", "BindPassword": "********************************"}',
    f'{{"token_id":"{ID}","session_id":"{OTHER_ID}","access_token_id":"{ID}"}}',
    f"user_access_token_id={ID} post_id={OTHER_ID} root_id={ID}",
    "token expired after 3600 seconds, tokenType=bearer, next token at 12:00",
    "error in token app/user_access_token.go: no such row",
    "UPDATE Users SET Password = $1, Secret = ? WHERE Id = :Id",
    'args: "password=%s token=%v"',
    "password=null secret=false passwd=",
    "http://localhost:8065/team/messages/@bob https://example.com:443/a@b",
    "ssh git@github.com:mattermost/mattermost-server.git@v5.38.0",
    "basic authentication failed; Bearer authentication is used",
    "disk-encryption-enabled-for-this-volume1 task-1234567890abcdefghijkl",
    "goroutine 1 [running]:\nmain.main()\n\t/go/src/token/password.go:12 +0x1d\n",
    "commit 4ad5f2a1c0b9e8d7f6a5b4c3d2e1f0a9b8c7d6e5 is 5.38.0.5.38.0.a1b2c3",
    (
        "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa\n"
        "-----END CERTIFICATE-----\n"
    ),
    "expected -----BEGIN RSA PRIVATE KEY----- but the file saml.key is empty",
    '{"msg":"SAML","PrivateKeyFile":"saml-private.key","secretKeyFile":"/etc/mattermost/key.pem"}',
    "PWD=/opt/mattermost HOME=/root",
    "secretary: Ann, passwordless=true, tokens: 3, hooks: 2",
    f"/api/v4/users/{ID}/teams/{OTHER_ID}/hooks",
    'eyJub3QiOiJhIGp3dCJ9 and "a.b.c"',
    f'{{"session_id":"{ID}","sessionId":"{OTHER_ID}","error":"http: named cookie not present"}}',
    f"Set-Cookie: MMUSERID={ID}; GET /api/v4/posts?t=1626194102451&code=200 /app.js?h=12",
    "250-AUTH PLAIN LOGIN; AUTH LOGIN PLAIN CRAM-MD5; authorization: user12345 denied",
    "salt: minion-1.example.com; ssh://deploy-user-1234567890@host/x",
]


@for_each("line", [*SECRETS, *HARMLESS])
def test_the_secret_is_masked_and_nothing_else(
    line: str, check_marked: Callable[[str], None]
) -> None:
    check_marked(line)


@for_each(
    "rule", [rule for rule in SECRET_RULES if isinstance(rule, Rule)], ids=lambda rule: rule.id
)
def test_no_part_of_a_rule_matches_a_line_end(rule: Rule) -> None:
    """Blocks are cut at line ends."""
    for text in (b'password":"a\nb"', b"token=abcdef\nabcdefgh0123456789", b"://a:b\nc@d"):
        head = rule.head.search(text)
        tail = head and rule.tail.match(text, head.end())
        assert not (head and b"\n" in head[0])
        assert not (tail and b"\n" in tail[0])


SLOW = [
    b"a",
    b"token=",
    b"token:",
    b"password=",
    b'"password":"',
    b"\\",
    b'\\"',
    b"://a:",
    b"redis://a:b",
    b"eyJ",
    b"eyJhbGciOiJIUzI1NiJ9.",
    b"@",
    b"-----BEGIN RSA PRIVATE KEY-----",
    b"-----BEGIN ",
    b"bearer ",
    b"sk-",
    b"a:b@tcp(",
    b"$2a$10$",
    b"0.",
    b"::",
    b"password: a1",
    b"-eyJaaaaaaaaaa",
    b"-----BEGIN RSA PRIVATE KEY-----\\nMIIE",
    b"https://aaaaaaaaaaaaaaa1",
    b"%3A%2F%2Fa%3A",
    b"%3A%2F%2Fa%3Aa%41",
    b"password%22%3A%22",
    b"password:a1",
    b"password>a",
    b"pwd=a1!",
    b"cookie:sid",
    b"password ''",
    b"&code=",
]


@pytest.mark.timeout(60)
def test_no_line_can_be_made_to_be_slow() -> None:
    """A bound, far from the usual speed of 1,000 MB/s, that no backtracking would keep."""
    redactor = Redactor(["kn0wn-secret"])
    size = 256 * 1024
    lines = [unit * (size // len(unit)) for unit in SLOW]
    lines += [unit * 1000 + b"x" * size for unit in SLOW]

    for line in lines:
        redactor.redact(line)
