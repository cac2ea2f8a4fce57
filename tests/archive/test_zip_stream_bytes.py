"""The same input makes the same ZIP, whatever the timing."""

from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.archive.entries import LOG, MODIFIED, SECRET, pack, read

from support_packet.archive.packing import Compression
from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor


@given(
    pieces=st.lists(
        st.binary(max_size=50) | st.sampled_from([SECRET.encode(), b"\n"]), max_size=20
    ),
    block_bytes=st.integers(1, 100),
    workers=st.integers(1, 3),
    compression=st.sampled_from(["fast", "small"]),
)
def test_round_trip(
    redactor: Redactor,
    pieces: list[bytes],
    block_bytes: int,
    workers: int,
    compression: Compression,
) -> None:
    with closing(
        PacketArchive(
            redactor,
            modified=MODIFIED,
            workers=workers,
            compression=compression,
            block_bytes=block_bytes,
        )
    ) as archive:
        data, _ = pack(archive, [("x", pieces)])

    assert read(data) == {"x": redactor.redact(b"".join(pieces)).data}


@pytest.mark.parametrize("cut", [1_000, 65_536, 10**7])
@pytest.mark.parametrize("workers", [1, 4])
def test_the_same_input_makes_the_same_bytes(redactor: Redactor, cut: int, workers: int) -> None:
    pieces = (LOG[start : start + cut] for start in range(0, len(LOG), cut))
    with (
        closing(PacketArchive(redactor, modified=MODIFIED, workers=workers)) as archive,
        closing(PacketArchive(redactor, modified=MODIFIED, workers=2)) as other,
    ):
        assert pack(archive, [("x", pieces)]) == pack(other, [("x", [LOG])])


def test_small_is_smaller_than_fast(redactor: Redactor) -> None:
    sizes = []
    for compression in ("fast", "small"):
        options: dict[str, Any] = {"compression": compression}
        with closing(PacketArchive(redactor, modified=MODIFIED, **options)) as archive:
            data, _ = pack(archive, [("x", [LOG])])
        assert read(data) == {"x": LOG}
        sizes.append(len(data))

    assert sizes[1] < sizes[0]
