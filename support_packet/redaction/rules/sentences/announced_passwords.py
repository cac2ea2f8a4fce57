"""Passwords of any words that a program or a person announces, at the end of a line."""

from functools import partial

from support_packet.redaction.expressions.fragments import (
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    PASSWORD_NAME,
)
from support_packet.redaction.expressions.marks_after_names import SAID_PASSWORD
from support_packet.redaction.expressions.notation import SIGN_AND_LETTER
from support_packet.redaction.expressions.placeholders import NO_STATE
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

# Which one it is.
_KIND = (
    # That it is new.
    rb"(?i:generated|initial|temporary|temp|one-time|default|new|random|bootstrap|first"
    # Whose it is.
    rb"|your|admin|administrator|root|superuser|user|guest|wifi|wi-fi|wlan|database|db)"
    # Another word or two.
    rb"(?: [A-Za-z-]{1,16}){0,2} "
)
# Whose it is, and that it is.
_IS = (
    # For whom.
    rb"(?: (?:for|of) (?:user )?[\"'`]?[\w.@-]{1,64}[\"'`]?)?"
    # Any colon, or a word with a capital or a mark.
    rb"(?:(?: is| was set to| has been set to| is set to| set to)?: ?"
    rb"| is (?=[\w.-]*[A-Z_]|\w+[-.]\w))"  # nothing but a verb
)
# A line end or a quote, escaped or not.
_ENDS = rb"[.!]?[ \t]{0,8}(?:\r?\n|\\{1,3}[rn]|\\{0,3}[\"']|\Z)"

_announced = partial(NextLinesRule, kind="password", within_line=True)

RULES = (
    _announced(
        id="announced-password",
        finds="A password of any word at the end of a message that says which it is",
        detector=(PASSWORD_MARK, SAID_PASSWORD),
        before=_KIND,
        before_bytes=64,
        # In quotes, in HTML, in Markdown.
        trigger=PASSWORD_NAME + _IS + rb"(?:[\"'`]|<[a-z]{1,8}>|\*\*)?",
        then=NO_STATE
        + NOT_A_PASSWORD
        # What Kubernetes has not found.
        + rb"(?![a-z.]{4,40} \\{0,3}\"[\w.-]{1,64}\\{0,3}\" )"
        # No path, no address, no number alone.
        + rb"(?!/|[*]|[a-z]{2,8}://|[0-9]{1,5}(?:\s|\Z))([^\s\"'`\\<>()\[\]{}]{3,63}[^\s\"'`\\<>()\[\]{}.!,;:*])"
        + rb"[\"'`]?"
        + rb"(?:"
        + _ENDS
        + rb"|\*\*|</[a-z])",
        examples=(
            "Your temporary password is: «Sommer»\nInitial password for admin: «Kettle-Harbor»\n",
            "Your new password is: <b>«Lachs-2024»</b>\n",
            '{"msg":"Generated root password: «kettle»"} the new password is «Kettle».\n',
        ),
        counter_examples=(
            "New password: accepted\nRoot password: \nyour password is expired\n",
            "Enter new password: \nuser password: must be long\nDefault password: /etc/x\n",
            'failed to get database secret: secrets "mm-db" not found\n',
        ),
    ),
    Rule(
        id="announced-login",
        kind="password",
        finds="The password after a user, where both are announced as a login",
        # Both words, and what separates them.
        prefix=rb"(?:(?i:credentials|login|zugangsdaten|identifiants|credenciales|credenziali)"
        # The user.
        rb"(?: (?:is|are|(?:for |f\xc3\xbcr |pour |para )?[\w.-]{1,32}))?: "
        rb"[\w.@-]{1,64}(?: / | ?: ?| \| )"  # what separates them
        # Of requests, in a sentence.
        rb"|(?i:basic auth)(?:entication)?:?(?: for| with| as| of)? [\w.@+-]{1,64}:)",
        # No path, no host, no port, no word with a number.
        lookahead=SIGN_AND_LETTER
        + rb"(?![./]|[0-9.:]+(?:\s|\Z)|[a-z]+-?[0-9]{0,3}(?:[\s,;.)]|\Z)"  # of a thing
        + rb"|[\w-]{1,64}(?:\.[\w-]{1,64})+[\s:/])"  # of a host
        + NOT_A_PASSWORD,
        secret_start=rb"[^\s\"'`\\<>,;(]{5}",
        secret_rest=rb"[^\s\"'`\\<>,;)]*+",
        prefilters=(
            # The words.
            rb"(?i:credentials|zugangsdaten|identifiants|credenciales|credenziali)(?: |:)",
            # One that others begin with, too.
            rb"(?i:login)(?:: | is: | for )",
            rb"(?i:basic auth)",
        ),
        examples=(
            "default credentials: admin:«Sommer7»\nCredentials: admin / «Sommer7!»\n",
            "opensearch: basic auth admin:«Kettle-77» failed, basic auth for bob:«hunter2X» on 1\n",
            "Zugangsdaten Wiki: bob / «Winter-22», login: mm:«hunter2X»\n",
        ),
        counter_examples=(
            "basic auth user:password is not set, basic auth for chat:8065, basic auth: true\n",
            "login: bob / 10.0.0.1, credentials: file:/etc/x1\n",
            "login: https://chat1.example.com/x credentials: chat:8065 login: bob/user-1\n",
        ),
    ),
)
