"""Rules that are not asked about a hit would find nothing more there."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.redaction.masks import is_redacted_as
from support.redaction.reference import redact_slowly

from support_packet.redaction.candidates import rules_by_end
from support_packet.redaction.engine import Redactor
from support_packet.redaction.expressions.fragments import TOKEN_MARK
from support_packet.redaction.looks import Looks
from support_packet.redaction.rule_kinds.next_lines_rule import NextLinesRule
from support_packet.redaction.rule_kinds.rule import Rule
from support_packet.redaction.rules import SECRET_RULES

NAMES = (
    *("token", "x-auth-token", "csrf-token", "access_token", "ApiKey", "credential", "signature"),
    *("password", "Passwd", "BindPassword", "client_secret", "pwd", "authorization", "bearer"),
)
VALUES = (
    *("", "x", "hunter2", "expired", "y1ndrfg8ejkmcpqxot1uwisza3", "Hunter2-blue", "correct horse"),
    *(
        "-" * 6,
        "-" * 16,
        "!!!",
        "{",
        "<b>",
        "%22",
        "a&b",
        "[x",
        "Bearer abcdefgh12345678",
        "k7=/+~%9:",
    ),
)
AFTER = (
    *('","y1ndrfg8ejkmcpqxot1uwisza3"}', '","value":"s3cretValue9"}', '" value="s3cretValue9"'),
    *('", "Hunter2-blue-9"]', '">s3cretValue9<', '":"s3cretValue9"', '"}', '"', '\\"more-9"}'),
    *(
        '" password=hunter2',
        '",\n  "s3cretValue9"',
        '">\n  <s3cretValue9>',
        ":\n",
        '","a":[\n"b9c9d9"',
        '" => "Hunter2-blue-9"',
        '" -> "s3cretValue9"',
    ),
)
LINE_END_TRIGGERS = [
    rule.trigger
    for rule in SECRET_RULES
    if isinstance(rule, NextLinesRule) and not rule.within_line
]


def test_what_comes_after_a_value_of_json_is_found_as_by_the_reference() -> None:
    redactor = Redactor([])
    lines = [
        f'{{"{name}":"{value}{after}\n'.encode()
        for name in NAMES
        for value in VALUES
        for after in AFTER
    ]

    escaped = [b'"' + line.replace(b'"', b'\\"') for line in lines]

    for line in (*lines[::7], *escaped[::7]):
        assert is_redacted_as(redact_slowly(line, []), redactor.redact(line).data), line


def test_what_comes_after_all_of_a_value_is_found_as_by_the_reference() -> None:
    redactor = Redactor([])
    tokens = [f"{name}={VALUES[4]}, " for name in ("token", "Invalid session token", "csrf-token")]
    urls = [f"postgres://mmuser:{value}@" for value in VALUES]
    after = ("db:5432/mm", "x@db/mm", "db/x?password=hunter2", *VALUES, *AFTER)

    for line in ((begin + end).encode() for begin in (*tokens, *urls) for end in after):
        assert is_redacted_as(redact_slowly(line, []), redactor.redact(line).data), line


@pytest.mark.parametrize("value", ['"********"', '""', "true", "false", "null"])
@pytest.mark.parametrize("end", ["\n", ",\n", "},\r\n"])
def test_what_follows_a_member_without_a_secret_is_found_as_by_the_reference(
    value: str, end: str
) -> None:
    redactor = Redactor([])
    texts = [
        f'{before}"{name}": {value}{end}{after}\n'.encode()
        for name in NAMES
        for before in ("    ", '"value": "s3cretValue9", ', 'password: hunter2 "x": 1, ')
        for after in ('"s3cretValue9"', '    "value": "s3cretValue9"', '"new": "Hunter2-blue-9",')
    ]

    for text in texts[::5]:
        assert is_redacted_as(redact_slowly(text, []), redactor.redact(text).data), text


def test_no_rule_is_compiled_for_a_member_without_a_secret() -> None:
    line = b'    "token": "********",\n'
    named = [rule for rule in SECRET_RULES if TOKEN_MARK in rule.detectors]
    # Not those for the next lines, which are asked; in an order of which nothing is kept.
    rules = tuple(rule for rule in named if not isinstance(rule, NextLinesRule))[::-1]
    candidates = rules_by_end(TOKEN_MARK, rules).ending_with(ord('"'))

    def fail(expression: bytes) -> object:
        raise AssertionError(expression)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "compile", fail)
        candidates.look(Looks(line), 5, 11)
        with pytest.raises(AssertionError):
            candidates.look(Looks(line.replace(b"*", b"x")), 5, 11)


def test_the_example_in_the_docstring_is_found_as_it_says() -> None:
    line = b'{"level":"info","token":"y1ndrfg8ejkmcpqxot1uwisza3"}\n'
    rules = tuple(rule for rule in SECRET_RULES if TOKEN_MARK in rule.detectors)
    looks = Looks(line)

    rules_by_end(TOKEN_MARK, rules).ending_with(ord('"')).look(looks, 17, 23)

    assert line[17:23] == b'token"'
    assert looks.found == [(25, 51, "mattermost-session-token", False)]


def test_all_heads_have_one_group_and_other_beginnings_none() -> None:
    rules = [rule for rule in SECRET_RULES if rule.starts_with]
    groups = {rule.id: re.compile(rule.starts_with).groups for rule in rules}

    assert groups == {rule.id: int(isinstance(rule, Rule)) for rule in rules}


@pytest.mark.parametrize("trigger", LINE_END_TRIGGERS)
@settings(max_examples=10, deadline=None)
@given(st.data())
def test_a_line_with_a_closing_brace_at_its_end_leads_to_no_next_line(
    trigger: bytes, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(trigger, fullmatch=True))

    assert not re.search(rb"\}\n", text)
    assert not re.fullmatch(trigger, re.sub(rb"\r?\n\Z", b"}\n", text))
