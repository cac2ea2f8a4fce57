"""A rule that reads its line reads no part of it twice, and still finds what it did."""

from support.redaction.masks import is_redacted_as
from support.redaction.reference import redact_slowly
from support.tables import for_each

from support_packet.redaction.engine import Redactor
from support_packet.redaction.rules import SECRET_RULES
from support_packet.redaction.search import search_for

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
