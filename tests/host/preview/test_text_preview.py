"""The beginning of a file, for people to look at."""

from collections.abc import Iterator
from functools import cache

from support.tables import for_each

from support_packet.errors import ContentCut
from support_packet.host.preview.text_preview import MAX_BYTES, TextPreview, take_text_preview
from support_packet.redaction.engine import Redactor

SECRET = "tiptoe-through-the-tulips"


@cache
def redactor() -> Redactor:
    return Redactor({SECRET})


def test_a_small_file_is_shown_whole() -> None:
    assert take_text_preview([b"one\n", b"two"], redactor()) == TextPreview(
        "one\ntwo", shortened=False
    )


def test_secrets_are_removed() -> None:
    text_preview = take_text_preview([b"password: tiptoe-thr", b"ough-the-tulips\n"], redactor())

    assert SECRET not in text_preview.text
    assert text_preview.text.startswith('password: "***')


@for_each("before", range(MAX_BYTES - len(SECRET) - 1, MAX_BYTES + 2))
def test_no_part_of_a_secret_is_shown_where_a_file_is_shortened(before: int) -> None:
    content = b"x" * before + SECRET.encode() + b"\n" * MAX_BYTES

    text_preview = take_text_preview([content], redactor())

    assert text_preview.shortened
    assert "tipt" not in text_preview.text


def test_a_large_file_is_shortened_to_whole_lines() -> None:
    def lines() -> Iterator[bytes]:
        for number in range(10**9):
            yield b"line %d\n" % number

    text_preview = take_text_preview(lines(), redactor())

    assert text_preview.shortened
    assert MAX_BYTES - 20 < len(text_preview.text) <= MAX_BYTES
    assert text_preview.text.endswith("\n")


def test_a_file_of_exactly_the_most_bytes_is_whole() -> None:
    assert not take_text_preview([b"x" * MAX_BYTES], redactor()).shortened


def test_what_a_collector_cuts_is_shortened() -> None:
    def cut() -> Iterator[bytes]:
        yield b"one\ntw"
        raise ContentCut("no more")

    assert take_text_preview(cut(), redactor()) == TextPreview("one\n", shortened=True)


def test_bytes_that_are_not_text_do_no_harm() -> None:
    text_preview = take_text_preview([b"a\0\x1b[2J\xff\r\n\t<b>"], redactor())

    assert text_preview.text == "a��[2J�\r\n\t<b>"


def test_an_empty_file_is_empty() -> None:
    assert take_text_preview([], redactor()) == TextPreview("", shortened=False)
