"""Secrets in what `var_dump` and `print_r` of PHP print."""

from support_packet.redaction.expressions.fragments import (
    ANY_MARKS,
    ANY_NAME,
    END_OF_LINE,
    NOT_A_PASSWORD,
    PASSWORD_MARK,
    SHORT_MARK,
    TOKEN_MARK,
    run_of,
)
from support_packet.redaction.expressions.marks_after_names import SHORT_NAME
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule

# What ends the name of a member: who may use it, and of which class it is.
_CLOSED = rb"(?:\\{0,7}[\"'])?(?::(?:\"[\w\\]{1,64}\":)?[a-z]{6,9})?\]?"

RULES = (
    NextLinesRule(
        id="dumped-text",
        kind="password",
        finds="The text on the line after its name, as `var_dump` of PHP prints it",
        detector=ANY_MARKS,
        ends=b"\"'\\]:=",
        ends_after_space=b"=",
        trigger=ANY_NAME + _CLOSED + rb" ?=>" + END_OF_LINE,
        # A text and its length.
        then=rb"[ \t]{0,64}string\([0-9]{1,5}\) [\"']([^\r\n]+?)[\"'][ \t]*\r?(?:\n|\Z)",
        examples=(
            'array(1) {\n  ["password"]=>\n  string(7) "«hunt"r2»"\n}\n',
            "  'api_token' =>\n    string(3) '«abc»'\n",
            '  ["token":"Mm\\Config":private]=>\n  string(3) "«abc»"\n',
            '  ["password":protected]=>\n  string(3) "«abc»"\n',
        ),
        counter_examples=(
            '  ["password"]=>\n  string(0) ""\n',
            '  ["tokens"]=>\n  string(3) "abc"\n  ["token"]=>\n  NULL\n',
        ),
    ),
    NextLinesRule(
        id="dumped-text-of-short-name",
        kind="password",
        finds="The same after `pwd` and `pass`",
        detector=(SHORT_MARK,),
        trigger=SHORT_NAME + _CLOSED + rb" ?=>" + END_OF_LINE,
        # The same.
        then=rb"[ \t]{0,64}string\([0-9]{1,5}\) [\"']([^\r\n]+?)[\"'][ \t]*\r?(?:\n|\Z)",
        examples=(
            '  ["pass"]=>\n  string(6) "«mag"ie»"\n',
            '  ["db_pwd"]=>\n  string(6) "«magpie»"\n',
        ),
        counter_examples=(
            '  ["bypass"]=>\n  string(6) "magpie"\n',
            '  ["pass"]=>\n  string(0) ""\n',
        ),
    ),
    Rule(
        id="dumped-text-on-one-line",
        kind="password",
        finds="The text after its name, as PHP prints it on one line",
        prefix=ANY_NAME
        # The line ends may be escaped.
        + _CLOSED
        # Up to the text.
        + rb" ?=>(?: |\\{1,3}n){0,16}string(?:\([0-9]{1,5}\))? \\{0,7}[\"']",
        lookahead=NOT_A_PASSWORD,
        secret_start=rb"[^\"'\\\n]",
        secret_rest=run_of(rb"[^\"\\\n']++", rb"'(?!\s|;|\Z)", rb"\\[^\"'\n]"),
        prefilters=ANY_MARKS,
        ends=b"=\"'\\:]",
        ends_after_space=b"=",
        exact_start=True,
        examples=(
            '{"x":"[\\"password\\"]=>\\n  string(7) \\"«hunter2»\\"\\n"}',
            "public 'token' => string '«k3h5x9w1»' (length=8)",
        ),
        counter_examples=(
            '[\\"password\\"]=>\\n  string(0) \\"\\"',
            "public 'token' => string '' (length=0)",
        ),
    ),
    Rule(
        id="printed-member",
        kind="password",
        finds="The value after its name in brackets, as `print_r` of PHP prints it",
        # Who may use the member, and of which class it is.
        prefix=ANY_NAME + rb"(?::[\w\\]{1,64}){0,2}\] => ",
        lookahead=(
            # One word, or the first of several with a digit or a sign.
            rb"(?=[^\s]{0,64}[0-9!#$%^&*]|[^\s]{4,64}(?:\s*\n| \)| \[|\Z))"
            + NOT_A_PASSWORD
            # Neither a list nor an object.
            + rb"(?!Array\b|[A-Z]\w{1,32} Object\b)"
        ),
        secret_start=rb"[^\s\"'\\(]",
        # As far as the next member, or the end of all.
        secret_rest=run_of(rb"[^\s\"\\]++", rb" (?![\[\]()])(?=[^\s\"\\])"),
        prefilters=(PASSWORD_MARK, TOKEN_MARK),
        ends=b"]:",
        exact_start=True,
        examples=(
            "Array\n(\n    [password] => «hunter-22»\n)\n",
            "stdClass Object ( [token] => «hunter2x 5» [port] => 5 )",
            "    [apiKey:Config:private] => «k3h5x9w1»\n",
            "    [password:protected] => «RiverFalcon»\n",
        ),
        counter_examples=(
            "[password] => Array\n(\n [token] =>\n [secret] => \n",
            "[password] => The password is too short, [token] => null",
        ),
    ),
)
