"""Hashes of passwords, which can be tried at leisure."""

from support_packet.redaction.rules.rule import Rule

RULES = (
    Rule(
        id="bcrypt-hash",
        kind="password hash",
        finds="Hashes by bcrypt",
        secret_start=(
            rb"\$2[abxy]\$[0-9]{2}\$"  # version and cost
            rb"[./A-Za-z0-9]{22}"  # salt
        ),
        secret_rest=rb"[./A-Za-z0-9]*+",
        examples=(
            "hash «$2a$10$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234»",
            '{"Hash":"«$2y$12$0123456789abcdefghijkl./ABCDEFGHIJKLMNOPQRSTUVWX»"}',
        ),
        counter_examples=("costs $2a$10$ at most", "$2a$1$abcdefghijklmnopqrstuvABCDEFGHIJKL"),
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
)
