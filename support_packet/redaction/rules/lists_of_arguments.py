"""Passwords among the arguments of a program that are printed as a list, each in quotes."""

from support_packet.redaction.rules.notation import ARGUMENT, SIGN_AND_LETTER, one_by_one
from support_packet.redaction.rules.rule import Rule

_QUOTE = rb"\\{0,3}[\"']"
_NEXT = _QUOTE + rb", ?" + _QUOTE
_MORE = rb"[^\n]{0,160}[\"']"
"""Other arguments, as far as the quote before the option."""

_MAYBE = rb"(?:" + _MORE + rb")?"

_PROGRAMS = (rb"sshpass", rb"redis-cli", rb"docker", rb"ldapsearch", rb"curl")

RULES = (
    Rule(
        id="password-in-list-of-arguments",
        kind="password",
        finds="A password after the short option of a program, both in a list of arguments",
        prefix=(
            rb"(?:(?:"
            # The option, and the next of the list.
            rb"sshpass" + _NEXT + rb"-p"
            rb"|redis-cli" + _NEXT + _MAYBE + rb"-a"
            rb"|docker" + _NEXT + rb"login" + _MORE + rb"-p"
            rb"|ldapsearch" + _NEXT + _MAYBE + rb"-w"
            rb")(?:" + _NEXT + rb")?"
            # A user before it.
            rb"|curl" + _NEXT + _MAYBE + rb"-u" + _NEXT + rb"[\w.@+-]{1,64}:"
            rb")"
        ),
        # No path.
        lookahead=SIGN_AND_LETTER + rb"(?![a-z._-]*/)",
        secret_start=ARGUMENT + rb"{4}",
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(one_by_one(_PROGRAMS, rb"[\"'\\]"),),
        exact_start=True,
        examples=(
            "Command '['sshpass', '-p', '«Hunter-22»', 'ssh', 'x']' failed",
            "['ldapsearch', '-x', '-w', '«Hunter-22»']",
            "['curl', '-s', '-u', 'bob:«Hunter-22»', 'https://x']",
        ),
        counter_examples=(
            "['docker', 'run', '-p', '8080:80/tcp', 'x'] ['curl', '-u', 'bob']",
            "['redis-cli', '-a', 'none'] ['ldapsearch', '-w', '/etc/ldap.secret1']",
        ),
    ),
)
