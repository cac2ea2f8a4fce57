"""What is replaced never cuts an escape of JSON in two."""

from collections.abc import Mapping, Sequence

from support.tables import for_each

from support_packet.redaction.counts import count_masks
from support_packet.redaction.spans import MASK, Found, Rename, parts, union


def replaced(
    data: bytes, found: Sequence[Found], renames: Mapping[str, Rename]
) -> tuple[bytes, dict[str, int]]:
    texts = parts(data, union(found, data, renames), 0, len(data))
    text = b"".join(text for text, _ in texts)
    return text, count_masks(texts)


@for_each(
    ("data", "secret", "expected"),
    [
        (rb"a\nightfall", b"nightfall", b"a*"),
        (rb"a\\nightfall", b"nightfall", rb"a\\*"),
        (rb"a\\\nightfall", b"nightfall", rb"a\\*"),
        (rb"a\u00e9secret", b"e9secret", b"a*"),
        (rb"a\\u00e9secret", b"e9secret", rb"a\\u00*"),
        (rb"a\u00e9secret", b"secret", rb"a\u00e9*"),
        (rb"a-secret\\b", rb"secret\ ".strip(), b"a-*b"),
        (rb"a-secret\nb", rb"secret\ ".strip(), b"a-*b"),
        (rb"a-secret\u00e9b", rb"secret\ ".strip(), b"a-*b"),
        (rb"a-secret\u00e9b", rb"secret\u0", b"a-*b"),
        (rb"a-secret\\u00e9b", rb"secret\\u0", b"a-*0e9b"),
        (b"a-secret\\\nb", b"secret\\", b"a-*\nb"),
        (rb"a\xe9secret", b"e9secret", b"a*"),
        (rb"a\xe9secret", b"9secret", b"a*"),
        (rb"a\xe9secret", b"secret", rb"a\xe9*"),
        (rb"a\\xe9secret", b"9secret", rb"a\\xe*"),
        (rb"a\U0001F600secret", b"0secret", b"a*"),
        (rb"a\U0001F600secret", b"secret", rb"a\U0001F600*"),
        (rb"a-secret\xe9b", rb"secret\x", b"a-*b"),
        (rb"a-secret\xe9b", rb"secret\ ".strip(), b"a-*b"),
        (rb"a-secret\xml b", rb"secret\ ".strip(), b"a-*ml b"),
        (rb"a-secret\U0001F600b", rb"secret\U00", b"a-*b"),
        (rb"a-secret\Users b", rb"secret\ ".strip(), b"a-*sers b"),
        (b"secret\\", b"secret\\", b"*"),
        (b"\\" * 71 + b"secret", b"secret", b"\\" * 70 + b"*"),
        (b"\\" * 5000 + b"secret", b"secret", b"\\" * 5000 + b"*"),
    ],
)
def test_an_escape_is_taken_in_whole(data: bytes, secret: bytes, expected: bytes) -> None:
    start = data.index(secret)
    found = [(start, start + len(secret), "x", False)]

    assert replaced(data, found, {}) == (expected.replace(b"*", MASK), {"x": 1})


def test_spans_that_touch_are_one() -> None:
    spans = union(
        [(4, 6, "b", False), (0, 2, "a", False), (2, 4, "c", False), (8, 9, "d", False)],
        b"0123456789",
    )

    assert [(span.start, span.end, span.rule) for span in spans] == [(0, 6, "a"), (8, 9, "d")]


def test_a_pseudonym_that_touches_a_mask_is_masked() -> None:
    found = [(0, 3, "a", False), (2, 5, "b", False)]

    assert replaced(b"abcdefg", found, {"a": bytes.upper}) == (MASK + b"fg", {"a": 1})


def test_a_pseudonym_is_made_of_all_its_bytes() -> None:
    found = [(1, 3, "a", False)]

    assert replaced(b"abcd", found, {"a": bytes.upper}) == (b"aBCd", {"a": 1})
