"""UTF-16 and UTF-32 become UTF-8, so that rules find secrets in them."""

import codecs
import gzip
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples
from support.redaction.compressing import redact

from support_packet.redaction.compressed_streams import Repacked
from support_packet.redaction.engine import Redactor
from support_packet.redaction.wide_text import as_utf_8, wide_encoding

TEXT = "token=k3h5x9w1qf7tbn8y2026\r\nÜber 数 🙂\r\n"
MARKED = {
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@pytest.mark.parametrize("encoding", MARKED)
def test_a_text_with_a_mark_is_known_and_becomes_utf_8(encoding: str) -> None:
    data = MARKED[encoding] + TEXT.encode(encoding)

    assert wide_encoding(data[:10]) == encoding
    assert b"".join(as_utf_8([data], encoding)).decode() == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(encoding: str) -> None:
    assert wide_encoding(TEXT.encode(encoding)[:10]) == encoding


@pytest.mark.parametrize("head", [b"", b"{", b"token=k3h5", b"\0" * 10, b"\xef\xbb\xbf{}", b"t\0o"])
def test_others_stay_what_they_are(head: bytes) -> None:
    assert wide_encoding(head) is None


@settings(max_examples=examples(60))
@given(st.lists(st.integers(0, 90), max_size=6), st.sampled_from(sorted(MARKED)))
def test_the_text_is_the_same_however_it_is_cut(cuts: list[int], encoding: str) -> None:
    data = MARKED[encoding] + TEXT.encode(encoding)
    places = [0, *sorted(cuts), len(data)]
    pieces = [data[first:last] for first, last in pairwise(places)]

    assert b"".join(as_utf_8(pieces, encoding)).decode() == TEXT


def test_what_is_damaged_or_cut_off_is_replaced() -> None:
    data = "a".encode("utf-16-le") + b"\x00\xd8" + "b".encode("utf-16-le") + b"c"

    assert b"".join(as_utf_8([data], "utf-16-le")).decode() == "a\ufffdb\ufffd"


def test_a_line_end_of_one_byte_is_one() -> None:
    assert b"".join(as_utf_8(["a\n".encode("utf-16-le")[:-1]], "utf-16-le")) == b"a\n"


def test_it_is_found_within_compressed_content() -> None:
    packed = gzip.compress(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"))

    data, repacked = redact(Redactor([]), packed)

    assert gzip.decompress(data).decode() == TEXT.replace("k3h5x9w1qf7tbn8y2026", "*" * 32)
    assert repacked == Repacked({"named-token": 1}, None)
