"""Passwords in statements and commands of databases that have their own words for this."""

from support_packet.redaction.expressions.fragments import END_OF_LINE, NOT_A_PASSWORD
from support_packet.redaction.expressions.notation import IDENTIFIED
from support_packet.redaction.rule_kinds.line_rule import LineRule
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

RULES = (
    Rule(
        id="identified-by-word",
        kind="password",
        finds="A password that Oracle's SQL gives to a user, without quotes",
        prefix=rb"(?i:identified by) ",
        lookahead=(
            # With a digit or a sign, and then the end or another clause.
            rb"(?=[^\s;]{0,64}[0-9#$_])(?=[^\s;\"'\\]{3,64}(?:;|\s*(?:\n|\Z)"
            # The next clause.
            rb"| (?i:account|container|default|password|profile|quota|replace|temporary)\b))"
            + NOT_A_PASSWORD
        ),
        secret_start=rb"[A-Za-z0-9_#$]",
        secret_rest=rb"[^\s;\"'\\]*+",
        prefilters=IDENTIFIED,
        ends=b"yY",
        exact_start=True,
        examples=(
            "ALTER USER mm IDENTIFIED BY «Lachs_Forelle4» ACCOUNT UNLOCK;",
            "create user mm identified by «hunter2»;",
        ),
        counter_examples=(
            "IDENTIFIED BY VALUES 'x1'",
            "hosts are identified by address_1 and name",
        ),
    ),
    Rule(
        id="key-of-encrypting-function",
        kind="password",
        finds="The key in a call of a function of SQL that encrypts or decrypts",
        # A column or a text, and the next argument.
        prefix=rb"(?i:(?:aes|des)_(?:en|de)crypt) ?\((?:'[^'\n]{0,256}'|[\w.`]{1,64}|\?), ?'",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^'\n]{4}",
        secret_rest=rb"[^'\n]*+",
        # The functions.
        prefilters=(rb"(?i:(?:aes|des)_(?:en|de)crypt)",),
        exact_start=True,
        examples=(
            "UPDATE t SET d = AES_ENCRYPT('v','«Sdr63vZIntjVI»')",
            "SELECT aes_decrypt(t.d, '«two nests»') FROM t",
        ),
        counter_examples=("AES_ENCRYPT(d, @key)", "AES_DECRYPT(d, '?')"),
    ),
    LineRule(
        id="password-from-to",
        kind="password",
        finds="The old and the new password in a statement of Neo4j",
        trigger=(rb"(?i:set password from )",),
        # Behind either word, in quotes that may be escaped.
        secret=rb"(?:(?<=(?i:from) [\"'])|(?<=(?i: to) [\"'])"
        # The same.
        rb"|(?<=(?i:from) \\[\"'])|(?<=(?i: to) \\[\"']))"
        rb"([^\"'\\\n]{3,128})",
        examples=(
            "ALTER CURRENT USER SET PASSWORD FROM '«neo-Graph-eins»' TO '«neo-Graph-zwei»';",
            'set password from "«abc»" to "«n 2»"',
        ),
        counter_examples=(
            "SET PASSWORD FROM $old TO $new",
            "set password from the console of 'bob'",
        ),
    ),
    LineRule(
        id="redis-acl-in-quotes",
        kind="password",
        finds="Passwords of users of Redis in commands whose arguments are in quotes",
        trigger=(rb"(?i:\"setuser\\{0,3}\")",),
        # A password, or a hash of one.
        secret=rb"(?<=\")[>\#]([^\s\"\\]{3,128})",
        examples=(
            '1716192003.1 [0 127.0.0.1:5] "ACL" "SETUSER" "mm" "on" ">«r3dis-Tulpe»" "~*"',
            '["ACL","SETUSER","mm",">«hunter»"]',
        ),
        counter_examples=('"ACL" "SETUSER" "mm" "on" "nopass" "~*"', '"SETUSER" > "x"'),
    ),
    NextLinesRule(
        id="redis-acl-in-list",
        kind="password",
        finds="Passwords of users of Redis in the list of slow commands",
        detector=(rb"(?i:\"setuser\")",),
        trigger=rb"(?i:\"setuser\")" + END_OF_LINE,
        # A few arguments, each in quotes behind its number.
        then=rb"(?:[ \t]{0,8}[0-9]{1,4}\) \"[^\"\n]{0,64}\"\r?\n){1,3}?"
        # And the password, or a hash of one.
        rb"[ \t]{0,8}[0-9]{1,4}\) \"[>\#]([^\s\"\\]{3,128})\"",
        examples=(
            '1) "ACL"\n 2) "SETUSER"\n 3) "mm"\n 4) "on"\n 5) ">«r3dis-Tulpe»"\n',
            '2) "setuser"\n3) "mm"\n4) ">«hunter»"\n',
        ),
        counter_examples=(
            '2) "SETUSER"\n3) "mm"\n4) "nopass"\n5) "~*"\n',
            '2) "SETUSER"\nx) ">hunter"\n',
        ),
    ),
)
