"""Compressed content is opened, redacted and packed again, or passed on with a reason."""

import gzip
import io
import lzma
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.archive.entries import read
from support.examples import examples
from support.redaction.compressing import (
    KINDS,
    LOG,
    PACK,
    REDACTED,
    SECRET,
    UNPACK,
    finished,
    redact,
    why,
    zipped,
)

from support_packet.errors import ContentCut
from support_packet.redaction.binary_content import REPLACED_IN_BINARY
from support_packet.redaction.blocks import Blocks
from support_packet.redaction.compressed import (
    LEFT_OUT,
    Closed,
    leave_out,
    pass_on,
    redact_compressed,
)
from support_packet.redaction.compressed_kinds import MAGIC_BYTES, Kind, compression_of
from support_packet.redaction.compressed_streams import MIN_CHECKED_BYTES, Repacked
from support_packet.redaction.counts import KNOWN_VALUE
from support_packet.redaction.engine import Redactor
from support_packet.redaction.spans import MASK


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    return Redactor([SECRET])


@pytest.mark.parametrize("kind", KINDS)
def test_a_stream_is_redacted(redactor: Redactor, kind: Kind) -> None:
    data, repacked = redact(redactor, PACK[kind](LOG))

    assert UNPACK[kind](data) == REDACTED
    assert repacked == Repacked({KNOWN_VALUE: 1}, None)


@settings(max_examples=examples(60))
@given(
    kind=st.sampled_from(KINDS),
    parts=st.lists(
        st.one_of(st.sampled_from([LOG, b"x" * 700_000, b"\n", b""]), st.binary(max_size=50)),
        min_size=1,
        max_size=5,
    ),
    piece_bytes=st.sampled_from([1, 7, 1000, 10**6]),
)
def test_several_streams_are_one_content(
    redactor: Redactor, kind: Kind, parts: list[bytes], piece_bytes: int
) -> None:
    packed = b"".join(map(PACK[kind], parts))
    blocks = Blocks([b"".join(parts)], redactor)
    expected = b"".join(redactor.redact(*block).data for block in blocks if block)

    data, repacked = redact(redactor, packed, piece_bytes)

    assert UNPACK[kind](data) == expected
    assert repacked.problem in (None, REPLACED_IN_BINARY)
    assert data == redact(redactor, packed)[0]


# Not so many secrets that lines are masked whole.
SPARSE = LOG + b'{"msg":"%s"}\n' % (b"harmless " * 24)
LINES = b"".join(b"%08x %s" % (zlib.crc32(b"%d" % number), SPARSE) for number in range(40_000))


@cache
def packed_lines(kind: Kind) -> bytes:
    return PACK[kind](LINES)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("left", [11, 40, 1000, 60_000])
def test_a_stream_that_is_cut_off_ends_at_a_line(redactor: Redactor, kind: Kind, left: int) -> None:
    data, repacked = redact(redactor, packed_lines(kind)[:left])

    text = UNPACK[kind](data)
    assert SECRET.encode() not in text
    assert LINES.replace(SECRET.encode(), MASK).startswith(text)
    assert text.endswith(b"\n") or b"\n" not in text
    assert why(repacked) == "It ends early, because the compressed content is cut off."


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=examples(60))
@given(data=st.data())
def test_damage_never_escapes(redactor: Redactor, kind: Kind, data: st.DataObject) -> None:
    packed = bytearray(PACK[kind](LOG * 50))
    for _ in range(data.draw(st.integers(1, 5))):
        packed[data.draw(st.integers(MAGIC_BYTES, len(packed) - 1))] = data.draw(
            st.integers(0, 255)
        )

    redacted, _ = redact(redactor, bytes(packed))

    assert SECRET.encode() not in UNPACK[kind](redacted)


def test_a_wrong_checksum_is_damage(redactor: Redactor) -> None:
    packed = bytearray(gzip.compress(LOG))
    packed[-6] ^= 1

    _, repacked = redact(redactor, bytes(packed))

    assert why(repacked) == "It ends early, because the compressed content is damaged."


def test_zeros_after_a_stream_are_ignored(redactor: Redactor) -> None:
    data, repacked = redact(redactor, gzip.compress(LOG) + bytes(5000))

    assert gzip.decompress(data) == REDACTED
    assert repacked.problem is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_bomb_is_cut_off(redactor: Redactor, kind: Kind) -> None:
    bomb = PACK[kind](b"0" * (MIN_CHECKED_BYTES * 2))
    tracemalloc.start()

    data, repacked = redact(redactor, bomb, len(bomb))

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(UNPACK[kind](data)) <= MIN_CHECKED_BYTES
    assert peak < 2 * MIN_CHECKED_BYTES
    assert why(repacked) == "It ends early, because it unpacks to far more than it is."


def test_what_takes_too_much_memory_to_unpack_is_not_unpacked(redactor: Redactor) -> None:
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 2**27}]
    packed = lzma.compress(LOG, filters=filters)

    data, repacked = redact(redactor, packed)

    assert lzma.decompress(data) == b""
    assert why(repacked) == "It ends early, because the compressed content is damaged."


def test_a_gzip_has_no_time_and_no_name(redactor: Redactor) -> None:
    named = io.BytesIO()
    with gzip.GzipFile(f"{SECRET}.log", "wb", fileobj=named, mtime=1234567) as file:
        file.write(LOG)

    data, _ = redact(redactor, named.getvalue())

    assert data == zlib_gzip(REDACTED)
    assert data[4:8] == bytes(4)


def zlib_gzip(content: bytes) -> bytes:
    compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
    return compressor.compress(content) + compressor.flush()


@pytest.mark.parametrize("outer", ["gzip", "xz", "ZIP"])
@pytest.mark.parametrize("inner", ["gzip", "bzip2", "ZIP"])
def test_what_is_compressed_twice_is_redacted(redactor: Redactor, outer: Kind, inner: Kind) -> None:
    pack: dict[Kind, Callable[[bytes], bytes]] = {**PACK, "ZIP": lambda x: zipped({"x": x})}
    unpack: dict[Kind, Callable[[bytes], bytes]] = {**UNPACK, "ZIP": lambda x: read(x)["x"]}

    data, repacked = redact(redactor, pack[outer](pack[inner](LOG)))

    assert unpack[inner](unpack[outer](data)) == REDACTED
    assert repacked == Repacked({KNOWN_VALUE: 1}, None)


@pytest.mark.parametrize("closed", [leave_out, pass_on])
def test_what_is_compressed_three_times_is_left_out(redactor: Redactor, closed: Closed) -> None:
    inmost = gzip.compress(LOG)

    data, repacked = redact(redactor, gzip.compress(gzip.compress(inmost)), closed=closed)

    assert gzip.decompress(gzip.decompress(data)) == (LEFT_OUT if closed is leave_out else inmost)
    assert str(why(repacked)).endswith(": it is compressed more than twice.")


@pytest.mark.parametrize(
    "text", [b"", b"BZh9 is how bzip2 begins", b"PK", b"\x1f\x8b", b"{}\n", b"Rar!"]
)
def test_text_is_not_compressed(text: bytes) -> None:
    assert compression_of(text) is None


def cut_after(pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield from pieces
    raise ContentCut("The deadline is over.", remedy="Try again.")


@pytest.mark.parametrize("kind", [*KINDS, "ZIP", "7z"])
def test_content_may_end_early(redactor: Redactor, kind: Kind) -> None:
    data = PACK[kind](LOG) if kind in PACK else zipped({"a": LOG})

    _, repacked = finished(redact_compressed(kind, cut_after([data[:20]]), redactor))

    assert "The deadline is over." in str(why(repacked))
    assert repacked.problem
    assert str(repacked.problem.remedy) == "Try again."


def test_an_empty_piece_lets_others_go_on(redactor: Redactor) -> None:
    asked = []

    def pieces() -> Iterator[bytes]:
        for piece in (b"", gzip.compress(LOG)):
            asked.append(piece)
            yield piece

    next(redact_compressed("gzip", pieces(), redactor))

    assert asked == [b""]


def test_a_stream_is_held_in_parts(redactor: Redactor) -> None:
    lines = b"".join(
        zlib.crc32(b"%d" % number).to_bytes(4, "big").hex().encode() + b"\n"
        for number in range(2**21)
    )
    packed = gzip.compress(lines, 1)
    pieces = (packed[start : start + 65536] for start in range(0, len(packed), 65536))
    tracemalloc.start()

    for _ in redact_compressed("gzip", pieces, redactor):
        pass

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 2**20 < len(packed) < len(lines)
