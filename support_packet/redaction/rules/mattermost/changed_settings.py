"""Secrets in what is said about a setting that was changed, or that a value was refused."""

from support_packet.redaction.expressions.fragments import (
    ANY_NAME,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    TOKEN_MARK,
)
from support_packet.redaction.expressions.notation import any_case, one_by_one
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.secret_words import CHANGED

_TEXT = (
    # A digit or a sign, and a letter.
    rb"(?=[^\s\"'\\]{0,64}[0-9!#$%^&*])(?=[^\s\"'\\]{0,64}[A-Za-z])"
    # Nothing that closes a sentence at its end.
    rb"[^\s\"'\\,]{5,}[^\s\"'\\,.;:)\]}]"
)
_NAME = b"(?i:" + b"|".join(CHANGED) + b")"
_VERBS = (rb"changed", rb"updated", rb"rotated", rb"set")


_EACH = any_case(CHANGED)


def _after_name(*rest: bytes) -> bytes:
    """Return what looks back for one of the names with a rest after it."""
    return rb"|".join(b"(?<=(?i:" + name + b")" + some + b")" for name in CHANGED for some in rest)


RULES = (
    Rule(
        id="value-that-was-refused",
        kind="password",
        finds="The value of a secret setting in the reason why it was refused",
        # As Kubernetes and Helm say it.
        prefix=ANY_NAME + rb": Invalid value:? \\{0,3}\"",
        # With a digit or a sign.
        lookahead=NOT_A_PASSWORD + rb"(?=[^\"\\]{0,64}[0-9!#$%^&*])",
        secret_start=rb"[^\s\"\\]{6}",
        secret_rest=rb"[^\"\\\n]*+",
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b":",
        exact_start=True,
        examples=(
            'chart: internal.dbPassword: Invalid value "«12345seven»": must be longer\n',
            '{"msg":"spec.apiToken: Invalid value: \\"«kettle-12»\\": too short"}',
        ),
        counter_examples=(
            'x.password: Invalid value: "": must be set',
            'x.token: Invalid value "x": too short',
        ),
    ),
    LineRule(
        id="setting-difference",
        kind="password",
        finds="The values of a secret setting in the difference of two configurations",
        # The server's own name for the old value.
        trigger=(rb"base_val", rb"BaseVal"),
        condition=rb"(?:"
        + _after_name(
            # In quotes, escaped or not, or in none.
            *(
                mark + name
                for mark in (rb", ", rb" ", rb'","', rb'", "', rb'\\",\\"', rb'\\", \\"')
                for name in (rb"base_val", rb"BaseVal")
            )
        )
        + rb")",
        end=rb"\b(?:path|Path)\b",
        secret=(
            # Either name, and a quote or none.
            rb"(?:(?<=_val)|(?<=eVal)|(?<=lVal))\\{0,7}\"?: ?\\{0,7}\"?(?!\*|[Aa]ctual)"
            rb"((?<=\")[^\"\\\n]+|[^\s\"\\,}\]]+)"  # in quotes, or as far as the next value
        ),
        examples=(
            '"{path: EmailSettings.SMTPPassword, base_val: «Jungle42», actual_val: «kZMdil»}"',
            '"[{path:Plugins.jira.secret base_val:«fs8t6» actual_val:«k81c»}]"',
            "[{Path:X.GiphySdkKey BaseVal: ActualVal:«k81c»} {Path:X.Team BaseVal:a ActualVal:b}]",
            '[{"path":"LdapSettings.BindPassword","base_val":"«a, b»","actual_val":"«c}»"}]',
            '"{\\"path\\":\\"X.Secret\\",\\"base_val\\":\\"\\",\\"actual_val\\":\\"«k3h5x»\\"}"',
        ),
        counter_examples=(
            '{"path":"ServiceSettings.SiteURL","base_val":"a","actual_val":"b"}',
            '{"path":"EmailSettings.SMTPPassword","base_val":"","actual_val":""}',
        ),
    ),
    LineRule(
        id="changed-from-to",
        kind="password",
        finds="The old and the new value of a secret in a sentence",
        trigger=(
            # What was done to it.
            rb" (?:changed from |updated from |rotated from |set from )",
            rb"(?i:old value: )",
        ),
        # After a name, or on a line that has one.
        condition=rb"(?:"
        + _after_name(
            *(
                auxiliary + rb" " + verb + rb" from "
                for auxiliary in (rb"", rb" was", rb" has been")
                for verb in _VERBS
            )
        )
        + rb"|(?<=: )(?=[^\n]{0,200}"
        + _NAME
        + rb"))",
        # After the word before each of them.
        secret=rb"(?:(?<=from )|(?<=[vV]alue: )|(?<= to ))\\{0,3}[\"'`]?(" + _TEXT + rb")",
        examples=(
            "Old value: «Pepper61» New value: «7kGUr3kRdxNB» for LdapSettings.BindPassword",
            "BindPassword changed from '«Pepper-61»' to '«k3h5x9w1»' by admin",
            '{"msg":"client secret has been rotated from \\"«Pepper61»\\" to \\"«k3h5x9»\\""}',
        ),
        counter_examples=(
            "Old value: db-12 new one: db-13 for SqlSettings.Host",
            "password changed from the console, secret set from file to default",
        ),
    ),
    LineRule(
        id="refused-password",
        kind="password",
        finds="The password that a message repeats which says that it was wrong",
        trigger=(
            # What programs say of it.
            rb"(?i:password mismatch|password incorrect|incorrect password|wrong password)",
            # The same.
            rb"(?i:bad password|invalid password|password did not match|password does not match)",
        ),
        detector=(
            # Not the whole word, which some lines have again and again.
            rb"(?i:password mismatch|password incorrect|incorrect pass|wrong pass)",
            # The same.
            rb"(?i:bad pass|invalid pass|password did not match|password does not match)",
        ),
        # What was done with it.
        begin=rb"(?i:\b(?:got|tried|given|received|entered|attempted|submitted|was|used)\b)[:=]?",
        # After a space or a mark.
        secret=rb"(?:(?<= )|(?<=[:=(]))(?:\\{0,3}[\"'`]?("
        + _TEXT
        # Any words up to a parenthesis.
        + rb")|(?:password: )"
        + NOT_A_PASSWORD
        + rb"([^\"'\\\n]{4,64}\Z))",
        end=rb"[,)\]}\n]|[\"'`] [a-z]",
        examples=(
            'user bob: failure for "/metrics": Password Mismatch (got: «Harbor42kettle!»)',
            "kinit: bob@ACME.LAN: Password incorrect (tried '«Needle10copper!»')",
            '{"msg":"invalid password","given":"«Needle10copper»"}',
            "passwd-file(bob): Password mismatch (given password: «magpie nest»)",
        ),
        counter_examples=(
            "wrong password was entered 3 times by bob, invalid password: used before",
            "passwd-file(bob): Password mismatch (given password: <hidden>)",
            '{"msg":"incorrect password","attempts":5,"given":true}',
        ),
    ),
    LineRule(
        id="invalid-secret",
        kind="password",
        finds="The value of a secret setting that a message repeats which says what it must be",
        trigger=(one_by_one(_EACH, rb" must "),),
        # In quotes, right after what it is instead.
        secret=rb"\b(?:got|received|not)[:=]? \\{0,3}[\"'`](" + _TEXT + rb")\\{0,3}[\"'`]",
        examples=(
            'WebhookSecret must be 32 chars, got \\"«Ayns1jF8T6DC»\\"',
            "AtRestEncryptKey must have 32 characters, not '«k3h5x9w1»'",
        ),
        counter_examples=(
            'secret key must be given together {"bucket": "island-57"}',
            "password must have letters, got 'letters'",
        ),
    ),
)
