"""A rule that reads its line reads no part of it twice, and still finds what it did."""

import pytest
from support.redaction.masks import is_redacted_as
from support.redaction.reference import redact_slowly
from support.tables import for_each

from support_packet.redaction.engine import Redactor
from support_packet.redaction.kept_searches import search_for
from support_packet.redaction.rule_kinds import columns_rule
from support_packet.redaction.rules import SECRET_RULES

OPEN_LIST = b'{"secrets":{"db","'
COUNT = 200


def effort(line: bytes) -> int:
    search = search_for([], SECRET_RULES)
    hits = search.hits_within(line, 0, len(line), len(line))
    assert hits
    return search.secrets_of(line, hits, 0).effort


def test_a_list_that_is_never_closed_is_read_once() -> None:
    few, many = (effort(OPEN_LIST * count + b"\n") for count in (COUNT, 2 * COUNT))

    assert few > COUNT
    assert many < 2.2 * few


@for_each(
    "line",
    [
        '{"secrets":{"a":"Hunter-22","secrets":["Hunter-23"],"secrets":["Hunter-24"]}',
        '{"tokens":["aB3dE5gH7jK9mN1p","tokens":{"x":"aB3dE5gH7jK9"},"tokens":["aB3dE5gH7jK8"]}',
        '"secrets":{"a" "secrets":{"b":"Hunter-22"} "Hunter-23" "secrets":["Hunter-24"',
        '{"kty":"RSA","d":"aB3dE5gH7jK9mN1p"},{"kty":"RSA","d":"aB3dE5gH7jK9mN1q","kty":"RSA"}',
        "tokenen: aB3dE5gH7jK9, tokenen: aB3dE5gH7jK8; tokenen aB3dE5gH7jK7",
    ],
)
def test_lists_within_lists_are_redacted_as_by_the_reference(line: str) -> None:
    data = line.encode()

    assert is_redacted_as(redact_slowly(data, []), Redactor([]).redact(data).data)


def test_of_a_long_line_a_name_in_a_table_has_only_what_is_near_it_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = []
    fields = columns_rule._fields

    def noted(line: bytes, separator: bytes) -> list[tuple[int, int]]:
        read.append(len(line))
        return fields(line, separator)

    monkeypatch.setattr(columns_rule, "_fields", noted)
    line = b"password  x " * 1000 + b"\n"

    Redactor([]).redact(b"x" * 50_000 + b" " + line + b"y1ndrfg8ejkmcpqx 2 3\n")

    assert read
    assert max(read) <= 2 * 1024
