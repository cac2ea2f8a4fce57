"""A ZIP is redacted entry by entry, or passed on with a reason."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings
from hypothesis import strategies as st
from support.archive.entries import read
from support.examples import examples
from support.redaction.compressing import LOG, REDACTED, SECRET, redact, templates, why, zipped

from scripts.messages import TEMPLATE
from support_packet.redaction import compressed_zip
from support_packet.redaction.compressed import LEFT_OUT, pass_on
from support_packet.redaction.compressed_streams import MIN_CHECKED_BYTES, Repacked
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK

HIDDEN = "_" * len(MASK)
"""A mask in the name of a file, which no asterisk may be in."""


@cache
def texts_to_translate() -> set[object]:
    """Return the texts that are marked in the code, as the template of the catalogs has them."""
    with TEMPLATE.open("rb") as file:
        return {message.id for message in read_po(file)}


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([SECRET])


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_is_redacted(redactor: Redactor, method: int) -> None:
    packed = zipped({"a.log": LOG, f"{SECRET}.txt": b"x", "empty/": b""}, method)

    data, repacked = redact(redactor, packed, 7)

    assert read(data) == {"a.log": REDACTED, f"{HIDDEN}.txt": b"x", "empty/": b""}
    assert repacked == Repacked({KNOWN_VALUE: 1}, None)
    assert data == redact(redactor, packed)[0]


def test_names_that_redaction_makes_equal_are_numbered(redactor: Redactor) -> None:
    other = "kn0wn-s3cret%2Fv@lue"

    data, _ = redact(redactor, zipped({SECRET: b"a", other: b"b"}))

    assert read(data) == {HIDDEN: b"a", f"2-{HIDDEN}": b"b"}


def encrypted() -> bytes:
    data = bytearray(zipped({"a": LOG}))
    for magic, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + flags] |= 1
    return bytes(data)


def long_name_of_dos() -> bytes:
    """Return a ZIP with a name of 30,000 characters, which take three times as much in UTF-8."""
    return zipped({"a" * 30_000: LOG}).replace(b"a" * 30_000, b"\xb0" * 30_000)


@pytest.mark.parametrize(
    ("pack", "reason"),
    [
        (encrypted, "it is encrypted."),
        (lambda: zipped({"a": LOG})[:-30], "it is a damaged ZIP."),
        (long_name_of_dos, "it is a damaged ZIP."),
        (
            lambda: zipped({"a": LOG}, zipfile.ZIP_LZMA),
            "it is a ZIP with an unusual method of compression.",
        ),
        (
            lambda: zipped({str(number): b"" for number in range(10_001)}),
            "it is a ZIP of more than 10000 files.",
        ),
        (lambda: zipped({"a": bytes(2 * MIN_CHECKED_BYTES)}), "it unpacks to far more than it is."),
        (lambda: b"\x28\xb5\x2f\xfd" + LOG, "Zstandard cannot be unpacked here."),
        (lambda: b"7z\xbc\xaf\x27\x1c" + LOG, "7z cannot be unpacked here."),
        (
            lambda: zipped({"a": bytes(33 * 2**20)}, zipfile.ZIP_STORED),
            "it is a ZIP of more than 32 MiB.",
        ),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "data",
)
def test_what_cannot_be_opened_is_left_out_or_passed_on(
    redactor: Redactor, pack: Callable[[], bytes], reason: str
) -> None:
    data = pack()

    left_out, dropped = redact(redactor, data, 10**6)
    passed_on, kept = redact(redactor, data, 10**6, pass_on)

    assert (left_out, passed_on) == (LEFT_OUT, data)
    assert why(dropped) == f"What cannot be searched for secrets was left out: {reason}"
    assert templates(dropped) <= texts_to_translate()
    assert why(kept) == f"Its content was not searched for secrets: {reason}"
    assert not dropped.removed
    assert not kept.removed


@settings(max_examples=examples(150))
@given(data=st.data())
def test_a_damaged_zip_is_redacted_or_left_out(redactor: Redactor, data: st.DataObject) -> None:
    packed = bytearray(zipped({"a": LOG * 3, "b/c": b"x"}))
    for _ in range(data.draw(st.integers(1, 3))):
        packed[data.draw(st.integers(4, len(packed) - 1))] = data.draw(st.integers(0, 255))

    redacted, repacked = redact(redactor, bytes(packed))

    assert redacted == LEFT_OUT if repacked.problem else zipfile.is_zipfile(io.BytesIO(redacted))


def test_entries_that_lie_about_their_size_are_damage() -> None:
    packed = bytearray(zipped({"a": LOG}))
    packed[packed.index(b"PK\x01\x02") + 24] ^= 1

    assert str(compressed_zip.why_unreadable(bytes(packed))) == "it is a damaged ZIP."
