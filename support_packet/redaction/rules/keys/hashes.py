"""Hashes of passwords, which can be tried at leisure."""

from support_packet.redaction.expressions.notation import IDENTIFIED
from support_packet.redaction.expressions.samples import HEX
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="bcrypt-hash",
        kind="password hash",
        finds="Hashes by bcrypt",
        secret_start=(
            # Version and cost; Compose doubles the signs.
            rb"\${1,2}2[abxy]\${1,2}[0-9]{2}\${1,2}"
            rb"[./A-Za-z0-9]{22}"  # salt
        ),
        secret_rest=rb"[./A-Za-z0-9]*+",
        examples=(
            "hash «$2a$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234»",
            "basicauth.users=ops:«$$2y$$05$$jDAb6Zb8h5s0W0SVsieKXlw1rPn6SDX3EnfNjTOCpLCql0TJvz1sc»",
            "basicauth.users=ops:«$$2y$$05$$jDAb6Zb8h5s0W0SVsieKXlw1rPn6SDX3EnfNjTOCpLCql0TJvz1sc»",
            '{"Hash":"«$2y$12$0123456789abcdefghijkl./ABCDEFGHIJKLMNOPQRSTUVWX»"}',
        ),
        counter_examples=("costs $2a$10$ at most", "$2a$1$abcdefghijklmnopqrstuvABCDEFGHIJKL"),
    ),
    Rule(
        id="crypt-hash",
        kind="password hash",
        finds="Hashes as `/etc/shadow` and Apache's files hold them",
        secret_start=(
            rb"\${1,2}(?:[1567y]|gy|apr1|sha1|md5)\$(?:(?:rounds=)?[0-9]{1,9}\$)?"  # the algorithm
            rb"\$?[A-Za-z0-9./=,+]{2,64}\${1,2}"  # its salt or its parameters
            rb"[A-Za-z0-9./+]{12}"
        ),
        secret_rest=rb"[A-Za-z0-9./$+=]*+",
        # The algorithm.
        prefilters=(rb"\${1,2}(?:[1567y]|gy|apr1|sha1|md5)\$",),
        exact_start=True,
        examples=(
            "bob:«$6$C6Wukvl2CN540GZb$iQjfF04VMloqkPKk0bWvAiuMxx»:19800:0:99999:7:::",
            "bob:«$6$rounds=5000$saltsalt$iQjfF04VMloqkPKk0bWvAiuMxx»:19800",
            "bob:«$apr1$YbneFGgr$Gj5U5aEnzdJNMZ6jNJ8Qe7»",
            "plug:«$7$101$Mde+A5c8V8PTCf$EE43QETji9VG+y0TFZV4IxY3OYO/du4C28IUcUk1SnqHEA==»",
            "user «$sha1$40000$WJactH21$iD1TmTFXzDEOYiOEDzOGr5QHQ14E»",
            "basicauth.users=bob:«$$apr1$$YbneFGgr$$Gj5U5aEnzdJNMZ6jNJ8Qe7»",
        ),
        counter_examples=("values $1, $5$ and $6", "bob:$6$:19800:0:99999:7:::"),
    ),
    Rule(
        id="hash-of-identified-user",
        kind="password hash",
        finds="A hash in hexadecimal, as MySQL prints how a user was made",
        # The way to check it.
        prefix=rb"(?i:identified (?:with|via) [`'\"]?[a-z0-9_]{1,32}[`'\"]? (?:as|using) [`'\"]?)",
        secret_start=rb"(?:0x)?[0-9A-Fa-f]{16}",
        secret_rest=rb"[0-9A-Fa-f]*+",
        # The same.
        prefilters=(rb"(?i:identified (?:with|via) )",),
        exact_start=True,
        examples=(
            f"IDENTIFIED WITH 'caching_sha2_password' AS «0x{HEX * 4}» REQUIRE NONE",
            f"identified via mysql_native_password using '«{HEX * 2}»'",
        ),
        counter_examples=(
            "IDENTIFIED WITH 'auth_socket' REQUIRE NONE",
            "identified with x as $1",
        ),
    ),
    Rule(
        id="hash-of-oracle-user",
        kind="password hash",
        finds="Hashes in hexadecimal, as Oracle writes how a user was made",
        # In quotes that PL/SQL doubles.
        prefix=rb"(?i:identified by values)[ ]{1,4}\\{0,3}[\"']{1,2}",
        # With the sort of each, or without.
        secret_start=rb"(?:[SHT]:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{16})",
        # More of them.
        secret_rest=rb"(?>(?:[0-9A-Fa-f]++|;?[SHT]:){0,8})",
        prefilters=IDENTIFIED,
        ends=b"yY",
        exact_start=True,
        examples=(
            f"CREATE USER \"HR\" IDENTIFIED BY VALUES '«S:{HEX * 3};T:{HEX * 4}»'",
            f"alter user mm identified by values '«{HEX}»'; q'[IDENTIFIED BY VALUES ''«{HEX}»'']'",
        ),
        counter_examples=(
            "CONNECT TO mm IDENTIFIED BY VALUES ':1' USING 'db'",
            "identified by values of x, IDENTIFIED BY VALUES 'none'",
        ),
    ),
    Rule(
        id="password-hash",
        kind="password hash",
        finds="Hashes by PBKDF2, Argon2 and scrypt",
        # The algorithm, whose name may go on (`argon2id`), and the beginning of its parameters.
        secret_start=rb"\$(?:pbkdf2|argon2|scrypt)[^\s\"\\]{8}",
        secret_rest=rb"[^\s\"\\]*+",
        examples=(
            '{"Hash":"«$pbkdf2$f=SHA256,w=600000,l=32$c2FsdA$aGFzaA»"}',
            "«$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA» in a dump",
        ),
        counter_examples=("algorithm pbkdf2 with 600000 rounds", "$scrypt is set"),
    ),
    Rule(
        id="named-hash",
        kind="password hash",
        finds="Hashes after the name of their algorithm, as Django and PostgreSQL store them",
        secret_start=(
            rb"(?:pbkdf2_sha(?:1|256|512)|bcrypt_sha256|argon2|SCRAM-SHA-(?:1|256)"  # the name
            rb"|PBKDF2-HMAC-SHA(?:1|256|512))\$"  # of another program
            rb"[0-9a-z=,$:]{1,16}"  # how often
            rb"|-(?:pbkdf2(?::sha[0-9]{1,3})?|hashed)-[0-9a-f]{16}"  # CouchDB
        ),
        secret_rest=rb"[A-Za-z0-9+/=$:.,]*+",
        examples=(
            "hash «pbkdf2_sha256$600000$c2FsdA$aGFzaGhhc2g=»",
            f"admin = «-pbkdf2-{HEX}{HEX},{HEX},10»",
            "«PBKDF2-HMAC-SHA256$600000$bWFpbGVyOkgrcm5nKjNZd0E=$Qt/er35Y/s7TZbam=»",
            "«SCRAM-SHA-256$4096:ZBX6trnZ0Ra9==$FAR+QD6Nxk0f:MiZl=»",
        ),
        counter_examples=("pbkdf2_sha256 with 600000 rounds", "mechanism SCRAM-SHA-256 of 2"),
    ),
    Rule(
        id="ldap-hash",
        kind="password hash",
        finds="Hashes and passwords as directories and mail servers store them",
        secret_start=(
            # The way to store it.
            rb"\{(?:S?SHA(?:256|384|512)?|S?MD5|CRYPT|(?:X-)?(?:X-)?PBKDF2[A-Z0-9-]{0,8}|PLAIN|CLEAR(?:TEXT)?|ARGON2"
            rb"|x-is(?:sha|SHA)[0-9]{0,3}, ?[0-9]{1,6})\}"  # SAP
            rb"[A-Za-z0-9+/$.]{4}"
        ),
        secret_rest=rb"[A-Za-z0-9+/=$.,:!_-]*+",
        examples=(
            "userPassword: «{SSHA}FOzAuuSjw4oopgjFT1AurPj+Z1ZeaCv7gfEkDg==»",
            "user: «{x-issha, 1024}jVZM2ptRYnNSwkXjlNcLGnoKd/9UYF9z=»",
            "basic: bob:«{PLAIN}AW7dGKhDrpI6»",
        ),
        counter_examples=("{SHA} is old", "scheme {SSHA} of 4 bytes"),
    ),
    Rule(
        id="md5-of-postgresql",
        kind="password hash",
        finds="Hashes of passwords as old releases of PostgreSQL and poolers store them",
        prefix=rb"[\"'= ]",
        secret_start=rb"md5[0-9a-f]{32}",
        suffix=rb"[\"'\s]",
        examples=(
            '"mmuser" "«md5c9eff507a43a5e7bb9e5db3844dca867»" ""',
            "userlist '«md5c9eff507a43a5e7bb9e5db3844dca867»'",
        ),
        counter_examples=("md5 c9eff507a43a5e7bb9e5db3844dca867", '"md5c9eff507"'),
    ),
    Rule(
        id="windows-hash",
        kind="password hash",
        finds="Hashes of passwords as tools for Windows print them",
        prefix=rb":[0-9]{3,10}:",
        # Both hashes of Windows.
        secret_start=rb"[0-9A-Fa-f]{32}:[0-9A-Fa-f]{32}",
        suffix=rb":::",
        examples=(
            "Administrator:500:«4266219476bd444345b84806d129f8a1:17f5c769b10063b0fc0d0ee4d514ca06»:::",
            "bob:1104:«4266219476BD444345B84806D129F8A1:17F5C769B10063B0FC0D0EE4D514CA06»:::",
        ),
        counter_examples=(
            "x:500:4266219476bd444345b84806d129f8a1:17f5c769b10063b0:::",
            "sum:500:4266219476bd444345b84806d129f8a1",
        ),
    ),
)
