"""Passwords among the arguments of a program that are printed as a list, each in quotes."""

from support_packet.redaction.rules.notation import ARGUMENT, SIGN_AND_LETTER, one_by_one
from support_packet.redaction.rules.rule import Rule

_QUOTE = rb"\\{0,3}[\"']"
_NEXT = _QUOTE + rb", ?" + _QUOTE
_OTHERS = rb"(?:[^\n]{0,160}[\"'])?"
"""Other arguments, as far as the quote before the option."""

RULES = (
    Rule(
        id="login-in-list-of-arguments",
        kind="password",
        finds="The password with which `curl` or `redis-cli` logs in, in a list of arguments",
        prefix=(
            # The option, and the next of the list.
            rb"(?:redis-cli"
            + _NEXT
            + _OTHERS
            + rb"-a"
            + _NEXT
            # The same, with a user before it.
            + rb"|curl"
            + _NEXT
            + _OTHERS
            + rb"-u"
            + _NEXT
            + rb"[\w.@+-]{1,64}:)"
        ),
        # No path.
        lookahead=SIGN_AND_LETTER + rb"(?![a-z._-]*/)",
        secret_start=ARGUMENT + rb"{4}",
        secret_rest=ARGUMENT + rb"*+",
        prefilters=(one_by_one((rb"redis-cli", rb"curl"), rb"[\"'\\]"),),
        exact_start=True,
        examples=(
            "Command '['redis-cli', '-h', 'db', '-a', '«Hunter-22»', 'ping']' failed",
            "['curl', '-s', '-u', 'bob:«Hunter-22»', 'https://x']",
        ),
        counter_examples=(
            "['curl', '-u', 'bob'] ['curl', '-u', 'bob:1234']",
            "['redis-cli', '-a', 'none'] ['redis-cli', '-a', '/etc/redis.secret1']",
        ),
    ),
)
