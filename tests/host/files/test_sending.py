"""Content that is compressed or binary: searched where it can be, else only if allowed."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.packets import PacketMaker

from support_packet.host.begun_request import Client
from support_packet.host.files import sending
from support_packet.host.packet import Packet
from support_packet.settings import Settings

TOKEN = "pl2ok9ij3uh8yg7tf5rd4es6"
SOURCE = f"""
    import gzip, io, zipfile

    def zipped():
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("inner.txt", "the text {TOKEN}")
        return data.getvalue()

    @hookimpl
    def packet_files():
        yield PacketFile("a/gzip.gz", lambda: gzip.compress(b"the text {TOKEN}\\n"))
        yield PacketFile("a/slow.gz", lambda: (
            bytes([byte]) for byte in gzip.compress(b"the text {TOKEN}\\n")
        ))
        yield PacketFile("a/zip.zip", zipped)
        yield PacketFile("b/raw.bin", lambda: b"the text {TOKEN}", binary=True)
        yield PacketFile("b/damaged.zip", lambda: b"PK\\x03\\x04 the text {TOKEN}")
        yield PacketFile("b/zstd.zst", lambda: b"\\x28\\xb5\\x2f\\xfd the text {TOKEN}")
"""


def contents(packet: Packet) -> dict[str, bytes]:
    with io.BytesIO(b"".join(packet.stream())) as buffer, zipfile.ZipFile(buffer) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_what_is_compressed_is_opened_redacted_and_packed_again(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("a", SOURCE)
    packet = packets.make(client=Client([TOKEN]))

    files = contents(packet)

    for name in ("a/gzip.gz", "a/slow.gz"):
        text = gzip.decompress(files[name])
        assert text.startswith(b"the text ***")
        assert text.endswith(b"*\n")
    with zipfile.ZipFile(io.BytesIO(files["a/zip.zip"])) as inner:
        assert inner.read("inner.txt").startswith(b"the text ***")
    reports = {file.name: file for file in packet.report.files}
    assert [reports[name].removed for name in ("a/gzip.gz", "a/zip.zip")] == [
        {"known-secret": 1}
    ] * 2


def test_what_cannot_be_searched_is_left_out(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("a", SOURCE)

    files = contents(packets.make(client=Client([TOKEN])))
    warning = files["warning.txt"].decode()

    assert not {"b/raw.bin", "b/damaged.zip", "b/zstd.zst"} & set(files)
    assert "b/damaged.zip is not in the packet\n" in warning
    assert "left out: it is a damaged ZIP." in warning
    assert "b/raw.bin is not in the packet\n" in warning
    assert "b/zstd.zst is not in the packet\n" in warning
    assert warning.count("SUPPORT_PACKET_ALLOW_BINARY=true") == 3


def test_the_operator_can_allow_it_and_is_told_what_was_not_searched(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install("a", SOURCE)
    packets.settings = replace(packets.settings, allow_binary=True)
    packet = packets.make(client=Client([TOKEN]))

    files = contents(packet)
    warning = files["warning.txt"].decode()

    assert files["b/raw.bin"] == f"the text {TOKEN}".encode()
    assert files["b/zstd.zst"].endswith(TOKEN.encode())
    assert "b/raw.bin needs attention\n" in warning
    assert "It was sent as it is, as its package declares" in warning
    assert "Its content was not searched for secrets: Zstandard cannot be unpacked here." in warning
    assert files["b/damaged.zip"].endswith(TOKEN.encode())
    assert [file.name for file in packet.report.files if file.raw] == [
        "b/damaged.zip",
        "b/raw.bin",
        "b/zstd.zst",
    ]


@pytest.mark.parametrize("length", [0, 1, 9, 10, 11])
def test_content_that_ends_early_keeps_its_first_bytes(
    packages: InstalledPackages, packets: PacketMaker, length: int
) -> None:
    source = f"""
    def collect():
        yield from (b"x" for _ in range({length}))
        raise CollectError("The tape is torn.")

    @hookimpl
    def packet_files():
        yield PacketFile("a/short.txt", collect)
    """
    packages.install("a", source)

    files = packets.files()

    assert files.get("a/short.txt") == ("x" * length or None)
    assert "The tape is torn." in files["warning.txt"]


@pytest.mark.parametrize(
    ("asked", "most", "seconds"), [(None, None, "1"), (0.5, None, "1"), (9, 1.5, "1.5")]
)
def test_a_file_may_ask_for_more_time_up_to_the_operators_maximum(
    packages: InstalledPackages,
    packets: PacketMaker,
    asked: float | None,
    most: float | None,
    seconds: str,
) -> None:
    source = f"""
    import threading

    @hookimpl
    def packet_files():
        return PacketFile("slow/a.txt", threading.Event().wait, seconds={asked})
    """
    packages.install("slow", source)
    packets.settings = Settings(collector_timeout=1, collector_timeout_max=most)

    assert f"It kept the packet waiting for {seconds} seconds." in packets.files()["warning.txt"]


def test_lines_that_were_masked_completely_are_counted_in_the_warning(
    packages: InstalledPackages, packets: PacketMaker
) -> None:
    packages.install(
        "a",
        f"""
        @hookimpl
        def packet_files():
            yield PacketFile("a/full.log", lambda: b"{TOKEN} x\\n" * 50_000)
            yield PacketFile("a/usual.log", lambda: b"{TOKEN} x\\n" * 100)
    """,
    )
    packet = packets.make(client=Client([TOKEN]))

    warning = contents(packet)["warning.txt"].decode()

    [lines] = [
        file.removed["dense-line"] for file in packet.report.files if file.name == "a/full.log"
    ]
    assert lines > 1000
    assert f"they or lines near them hold very many secrets: {lines}." in warning
    assert warning.count("Lines masked completely") == 1


def test_what_cannot_be_redacted_at_all_costs_only_its_file(
    packages: InstalledPackages, packets: PacketMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages.install("a", SOURCE)

    def fail(*_arguments: object, **_named: object) -> Iterator[bytes]:
        yield b""
        raise ValueError(TOKEN)

    monkeypatch.setattr(sending, "redact_compressed", fail)
    files = contents(packets.make(client=Client([TOKEN])))

    assert "a/gzip.gz" not in files
    warning = files["warning.txt"].decode()
    assert "It could not be redacted completely: ValueError." in warning
    assert TOKEN not in warning
