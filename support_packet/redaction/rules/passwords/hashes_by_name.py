"""Hashes of passwords that are known by their names, and those of databases and of Windows."""

from functools import partial

from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.expressions.relations import RELATED
from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import HASHED

_ALGORITHMS = (b"hash", b"sha1", b"sha2", b"sha256", b"sha512", b"md5", b"ntlm", b"crypt")
_NAMES = [
    *(name + mark + end for name in HASHED for mark in (b"", b"_", b"-") for end in _ALGORITHMS),
    *(name + b" hash" for name in (*HASHED, b"pw", b"ntlm", b"rakp", b"lanman")),
]

_NEXT = rb"(?=[=:\"'\\ ])"
_hash = partial(Rule, kind="password hash")

RULES = (
    _hash(
        id="hash-of-named-password",
        finds="A hash after names such as `password_sha256`",
        prefix=rb"(?i:"
        + rb"|".join(_NAMES)
        # Those of Windows; a mark after it, or a space alone.
        + rb"|(?<![a-z])(?:nt|lm)_hash)(?=[=:\"'\\ ])(?:"
        + RELATED
        + rb"|(?<=(?i: hash)) )",
        # Of hexadecimal digits, or of base64.
        lookahead=rb"(?=[0-9a-fA-F]{32}|[A-Za-z0-9+/]{24,128}={0,2}(?:[\s\"'\\,;]|\Z))",
        secret_start=rb"[A-Za-z0-9+/]{24}",
        secret_rest=rb"[A-Za-z0-9+/]*+=*+",
        prefilters=(one_by_one(any_case((*_NAMES, b"nt_hash", b"lm_hash")), rb"[=:\"'\\ ]"),),
        exact_start=True,
        examples=(
            f"root_password_sha2 = «{HEX * 4}», pw hash «{HEX * 2}», NTLM hash: «{HEX * 2}»",
            f'{{"password_hash":"«{HEX * 2}»"}} admin_password_sha1: «{HEX * 2}01234567»',
        ),
        counter_examples=("password_hash: bcrypt", f"hash: {HEX * 2}, content_hash={HEX * 2}"),
    ),
    _hash(
        id="hash-of-mysql-8",
        finds="Hashes of MySQL since release 8, whose salt may be of any signs",
        # The algorithm, how often, the salt.
        secret_start=rb"\$A\$[0-9A-F]{3}\$[^\r\n]{20}",
        # Salt and hash have 63 characters, some of which are escaped.
        secret_rest=rb"[^\n\r'\"|]{0,64}?[./A-Za-z0-9]{43}[./A-Za-z0-9]*+",
        # The algorithm.
        prefilters=(rb"\$A\$[0-9A-F]{3}\$",),
        exact_start=True,
        examples=(
            "«$A$005$Sd9GgurhrKOrW880zZsTGfP2D9pN0WKgyTpI5w78eMYG4dSBtJyXPY9NtS8TprR»",
            "AS '«$A$005$Sd9G!:rhrKOrW880zZsTGfP2D9pN0WKgyTpI5w78eMYG4dSBtJyXPY9NtS8TprR»'",
        ),
        counter_examples=("cost $A$ and $B$", "$A$005$ is its beginning"),
    ),
    _hash(
        id="hash-of-sql-server",
        finds="Hashes of logins of SQL Server",
        secret_start=rb"0x0[12]00[0-9A-Fa-f]{40}",
        # Up to the word for it, or as long as such a hash is.
        secret_rest=rb"(?:[0-9A-Fa-f]{96}(?![0-9A-Za-z])|[0-9A-Fa-f]*+(?= HASHED))",
        examples=(
            f"WITH PASSWORD = «0x0200{HEX * 8}» HASHED, SID = 0x12",
            f"bob: «0x0100{HEX * 3}» HASHED, ann: «0x0200{HEX * 8}{HEX[:8]}»",
        ),
        counter_examples=(f"0x0200{HEX * 8} is written", f"SID = 0x0300{HEX * 4} HASHED"),
    ),
    _hash(
        id="hash-in-secret-data",
        finds="A hash in JSON within JSON, as Keycloak exports it",
        # The object, and its first member.
        prefix=rb"(?i:secretdata)\\{0,3}\" ?: ?\\{0,3}\"\{\\{1,7}\"value\\{1,7}\": ?\\{1,7}\"",
        secret_start=rb"[A-Za-z0-9+/]{24}",
        secret_rest=rb"[A-Za-z0-9+/]*+=*+",
        prefilters=(rb"(?i:secretdata)[\\\"]",),
        exact_start=True,
        examples=(
            f'"secretData" : "{{\\"value\\":\\"«{MIXED * 4}==»\\",\\"salt\\":\\"x\\"}}"',
            f'"{{\\"SecretData\\":\\"{{\\\\\\"value\\\\\\":\\\\\\"«{MIXED * 3}»\\\\\\"}}\\"}}"',
        ),
        counter_examples=('"secretData":"{}"', '"secretData" : "{\\"value\\":\\"short\\"}"'),
    ),
    _hash(
        id="response-of-ntlm",
        finds="The answer to a challenge of Windows, which can be tried like a hash",
        # The domain, after the user.
        prefix=rb"::[\w.-]{0,32}:",
        # The challenge, the proof, the rest.
        secret_start=rb"[0-9A-Fa-f]{16,48}:[0-9A-Fa-f]{32,48}:[0-9A-Fa-f]{4}",
        secret_rest=rb"[0-9A-Fa-f]*+",
        # Up to the challenge.
        prefilters=(rb"::[\w.-]{0,32}:[0-9A-Fa-f]{16}",),
        examples=(
            f"bob::CORP:«{HEX}:{HEX * 2}:{HEX * 4}»",
            f"ann::.:«{HEX * 3}:{HEX * 3}:{HEX}»",
        ),
        counter_examples=(f"a::b:{HEX}:{HEX}", f"fe80::1:{HEX[:4]}:{HEX[4:8]}"),
    ),
)
