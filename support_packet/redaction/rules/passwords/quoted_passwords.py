"""Passwords in quotes after their names, on each level at which JSON escapes the quotes."""

from support_packet.redaction.expressions.fragments import (
    ANY_EQUALS,
    NOT_A_PASSWORD,
    NOT_AN_OBJECT,
    NOT_OF_HELM,
    PASSWORD_MARKS,
    PASSWORD_NAME,
    run_of,
)
from support_packet.redaction.expressions.other_languages import VALIDATION
from support_packet.redaction.rule_kinds.rule import Rule

_IS = ANY_EQUALS + rb"(?:\[\]string\{|\[)?"
"""From the name to the value; `[` and `[]string{` are how Go prints lists."""

_NAME = PASSWORD_NAME + NOT_OF_HELM + rb"(?:\\{0,3}[\"'])?(?:\[[0-9]{0,4})?\]?[ ]{0,2}" + _IS
"""A name, in quotes or not, up to the quote that opens the value."""

_NOT_A_PASSWORD = NOT_AN_OBJECT + NOT_A_PASSWORD + rb"(?!" + VALIDATION + rb")"
"""In quotes, where it is known what belongs to the value, nor what validation says elsewhere."""

# What separates it from the next, up to the end of the line.
# A variable, at the end of a shell's command.
_AFTER_TEXT = (
    rb"(?:[,;)\]}] ?|[ ])"
    # Another quote, the end, that variable, no other quote up to the end.
    rb"(?:[\"'\n]|\Z|[A-Za-z_]\w{0,32} ?(?:;|&&)|[^\\\"\n]{0,256}(?:[\n%b]|\Z))"
)
# A prompt, or another text that ends with the name.
_IN_QUOTES = _NOT_A_PASSWORD + rb"(?!" + _AFTER_TEXT % b"" + rb")"
_IN_ESCAPED_QUOTES = _NOT_A_PASSWORD + rb"(?!" + _AFTER_TEXT % rb"\"" + rb")"
_AFTER_SINGLE_QUOTE = rb"(?:[,;)\]}] ?|[ ])(?:['\n]|\Z|[^\\'\n]{0,256}(?:\n|\Z))"
"""Where a quote opens the value, and does not close a text that ends with the name."""

RULES = (
    Rule(
        id="quoted-password",
        kind="password",
        effort_of_head=30,
        finds="A password in double quotes",
        prefix=_NAME + rb'"',
        lookahead=_IN_QUOTES,
        secret_start=(
            rb"[^\"\\\n]"  # anything but the closing quote
            rb"|\\[^\n]"  # or an escape, that of a quote too
        ),
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\[^\n]"),
        prefilters=PASSWORD_MARKS,
        ends=b"=:\"'\\][",
        ends_after_space=b" =:",
        exact_start=True,
        examples=(
            '{"password":"«hunter2»"}',
            '{"smtpPassword": "«a \\" b, c»", "x": 1}',
            'Simple Bind: Version: 3 Name: "uid=bob" Password: "«hunter2»"',
            'url.Values{"password":[]string{"«hunter2»"}}, char password[32] = "«hunter»";',
        ),
        counter_examples=(
            '{"SMTPPassword": "", "BindPassword": "********************************"}',
            '{"secret":"argocd-secret"}',
            'read -s -p "Password: " PW; curl -u "bob:$PW" x; s/"Password": ".*"/"Password": ""/',
            'Password: "", password: "required", write(2, "Password: ", 10) = 10',
            "password: \"{{ lookup('env', 'DB_PASS') }}\"",
            '{"display_name":"Client Secret","secret":"null","password":"<password>"}',
            '{"api.user.password":"Passwort: 8 Zeichen","password":"Le mot de passe est faux"}',
            '{"api.user.password":"\u5bc6\u7801\uff1a8\u4e2a\u5b57\u7b26"}',
        ),
    ),
    Rule(
        id="escaped-password",
        kind="password",
        finds="A password in double quotes within a text of JSON",
        prefix=_NAME + rb"\\\"",
        lookahead=_IN_ESCAPED_QUOTES,
        secret_start=(
            rb"[^\"\\\n]"  # one backslash and a quote close the value
            rb"|\\\\[^\"\\\n]"  # two begin an escape
            rb"|\\\\\\[\"\\]"  # three escape a quote or a backslash of the value
        ),
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\\\[^\"\\\n]", rb"\\\\\\[\"\\]"),
        prefilters=PASSWORD_MARKS,
        ends=b"=:\"'\\][",
        ends_after_space=b" =:",
        exact_start=True,
        examples=(
            '{"a":"{\\"password\\":\\"«hunter2»\\"}"}',
            '{"a":"{\\"password\\":\\"«p\\\\\\"w, d»\\",\\"x\\":1}"}',
            '{"m":"Bind: Password: \\"«hunter-x»\\""}',
        ),
        counter_examples=(
            '{"a":"{\\"password\\":\\"\\"}"}',
            '{"a":"{\\"secret\\":\\"undefined\\"}"}',
        ),
    ),
    Rule(
        id="twice-escaped-password",
        kind="password",
        finds="A password in double quotes within a text of JSON within another",
        prefix=_NAME + rb"\\{2,3}\"",
        lookahead=_NOT_A_PASSWORD,
        secret_start=rb"[^\"\\\n]",
        # Up to a quote, with any number of backslashes before it.
        secret_rest=run_of(rb"[^\"\\\n]++", rb"\\++[^\"\\\n]"),
        prefilters=PASSWORD_MARKS,
        ends=b"=:\"'\\][",
        ends_after_space=b" =:",
        exact_start=True,
        examples=(
            '{"a":"{\\"b\\":\\"{\\\\\\"password\\\\\\":\\\\\\"«hunter2»\\\\\\"}\\"}"}',
            '{"b":"{\\\\\\"clientSecret\\\\\\":\\\\\\"«a\\\\\\\\nb»\\\\\\"}"}',
        ),
        counter_examples=(
            '{"b":"{\\\\\\"password\\\\\\":\\\\\\"\\\\\\"}"}',
            '{"b":"{\\\\\\"secret\\\\\\":\\\\\\"false\\\\\\"}"}',
        ),
    ),
    Rule(
        id="single-quoted-password",
        kind="password",
        finds="A password in single quotes",
        # Not a variable of psql.
        prefix=_NAME + rb"(?<! :)'",
        lookahead=NOT_A_PASSWORD + rb"(?!" + _AFTER_SINGLE_QUOTE + rb")",
        secret_start=rb"[^'\"\\\n]",
        secret_rest=run_of(
            rb"[^'\"\\\n]++",
            rb"\\[^\"\n]",  # an escape; a double quote would end the JSON around it
            rb"''",  # how SQL and YAML escape a single quote
        ),
        prefilters=PASSWORD_MARKS,
        ends=b"=:\"'\\][",
        ends_after_space=b" =:",
        exact_start=True,
        examples=(
            "connect user=mm password='«it is long»' dbname=mm",
            "password='«ab''c d»' host=x",
        ),
        counter_examples=(
            "password='' host=x",
            "password: '***' secret: 'none'; read -rsp 'Password: ' PW; echo\n",
        ),
    ),
    Rule(
        id="triple-quoted-password",
        kind="password",
        finds="A password in three quotes, as TOML and Python write it",
        prefix=PASSWORD_NAME + rb"[ ]?=[ ]?(?:\"{3}|'{3})",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n]",
        secret_rest=run_of(rb"[^\"'\\\n]++", rb"\\[^\n]", rb"[\"'](?![\"']{2})"),
        prefilters=PASSWORD_MARKS,
        ends=b"=",
        ends_after_space=b"=",
        exact_start=True,
        examples=('password = """«KVnV azh»"""\n', "secret='''«ab'c»'''"),
        counter_examples=('password = """"""\n', "secret = ''''''\n"),
    ),
)
