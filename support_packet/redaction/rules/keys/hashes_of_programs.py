"""Hashes of passwords as programs of the web, boot loaders and directories write them."""

from support_packet.redaction.expressions.samples import HEX, MIXED
from support_packet.redaction.rule_kinds.rule import Rule

# Of 34 characters, or of 55.
_PORTABLE = rb"\$(?:[PH]\$[./0-9A-Za-z]{31}|S\$[./0-9A-Za-z]{52})"

RULES = (
    Rule(
        id="portable-hash",
        kind="password hash",
        finds="Hashes as WordPress, phpBB and Drupal store them",
        secret_start=_PORTABLE,
        # No longer ones.
        secret_rest=rb"(?![./0-9A-Za-z])",
        prefilters=(rb"\$[PHS]\$[./0-9A-Za-z]{8}",),
        exact_start=True,
        examples=(
            "wp: «$P$B1kAmRJ.aUFUrcnRuHYT/vbp3BZ.riy»",
            "('bob','«$S$DEd1V02GU0FsBcOPqGlmMPJW6CvDBMuHdYtjvQnNe/BEuL9fGF5I»')",
        ),
        counter_examples=("costs $P$ and $H$B1kAmRJ", f"$S$D{MIXED}"),
    ),
    Rule(
        id="hash-of-web-framework",
        kind="password hash",
        finds="Hashes as Werkzeug, Flask and old releases of Django store them",
        word_boundary=True,
        secret_start=(
            # The algorithm and its parameters.
            rb"(?:pbkdf2:sha(?:1|256|512)(?::[0-9]{1,9})?|scrypt:[0-9]{1,9}(?::[0-9]{1,4}){2}"
            rb"|sha1|md5|sha256)\$"  # plain ones
            rb"[A-Za-z0-9./]{1,64}\$[0-9a-f]{32}"  # the salt, the hash
        ),
        secret_rest=rb"[0-9a-f]*+",
        prefilters=(
            # The algorithms.
            rb"pbkdf2:sha(?:1|256|512)",
            rb"scrypt:[0-9]",
            # Plain ones.
            rb"(?:sha1|md5|sha256)\$[A-Za-z0-9./]",
        ),
        exact_start=True,
        examples=(
            f"«pbkdf2:sha256:260000$1atUSlqFSJLhHWfo${HEX * 4}» of bob",
            f"pw=«scrypt:32768:8:1$mwOgugc1kyEYylfd${HEX * 8}», «sha1$uJe9UcY1${HEX * 2}01234567»",
        ),
        counter_examples=(
            f"pbkdf2:sha256 is the method, sha1$ of x, md5:{HEX * 2}",
            "sha1$uJe9UcY1$e5bff0, scrypt:32768:8:1 is slow",
        ),
    ),
    Rule(
        id="hash-of-boot-loader",
        kind="password hash",
        finds="Hashes of the passwords of GRUB",
        # How often.
        prefix=rb"grub\.pbkdf2\.sha(?:1|256|512)\.[0-9]{1,9}\.",
        secret_start=rb"[0-9A-Fa-f]{16}",
        # The salt and the hash.
        secret_rest=rb"[0-9A-Fa-f]*+\.?[0-9A-Fa-f]*+",
        prefilters=(rb"grub\.pbkdf2\.",),
        exact_start=True,
        examples=(
            f"password_pbkdf2 root grub.pbkdf2.sha512.10000.«{HEX * 4}.{HEX[::-1] * 4}»",
            f"grub.pbkdf2.sha256.65536.«{HEX.upper()}.{HEX.upper()}»",
        ),
        counter_examples=("grub.pbkdf2.sha512.10000.<salt>.<hash>", "grub.pbkdf2.sha512.10000"),
    ),
    Rule(
        id="ticket-of-kerberos",
        kind="password hash",
        finds="Tickets of Kerberos that can be tried as hashes of passwords are",
        # The sort, the cipher, whose it is.
        prefix=rb"\$krb5(?:tgs|asrep|pa)\$[^\s\"'\\]{1,256}?[$:]",
        secret_start=rb"[0-9a-f]{24}",
        secret_rest=rb"[0-9a-f$]*+",
        prefilters=(rb"\$krb5(?:tgs|asrep|pa)\$",),
        exact_start=True,
        examples=(
            f"$krb5tgs$23$*svc$ACME.IO$HTTP/chat*$«{HEX * 2}${HEX * 6}»",
            f"$krb5asrep$23$bob@ACME.IO:«{HEX * 2}${HEX * 6}»",
        ),
        counter_examples=("$krb5tgs$ is the prefix", "$krb5asrep$23$bob@ACME.IO:none"),
    ),
)
