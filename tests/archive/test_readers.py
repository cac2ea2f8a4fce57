"""The programs that people open a ZIP with read this one, from a file and as a stream."""

import subprocess
import zipfile
import zlib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.servers.packages import required_program

from support_packet.archive.zip_stream import PacketArchive
from support_packet.redaction.engine import Redactor

ENTRIES = Path(__file__).parents[1] / "support/archive/Entries.java"
PACKAGES = {
    "unzip": "unzip",
    "zipinfo": "unzip",
    "7z": "p7zip-full",
    "bsdtar": "libarchive-tools",
    "java": "default-jdk-headless",
}
CONTENTS = {
    "support_packet.yaml": b"server_os: linux\n",
    "mattermost.log": b"".join(b'{"msg":"line %d"}\n' % number for number in range(100_000)),
    "empty.log": b"",
    "folder/name with space.bin": bytes(range(256)) * 5000,
}


@pytest.fixture(scope="module")
def packet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readers") / "packet.zip"
    modified = datetime(2026, 11, 22, 14, 18, tzinfo=UTC)
    with (
        closing(PacketArchive(Redactor([]), modified=modified)) as archive,
        path.open("wb") as file,
    ):
        for name, content in CONTENTS.items():
            file.writelines(archive.entry(name, [content], len(content)))
        file.writelines(archive.finish())
    return path


@pytest.fixture
def reader(request: pytest.FixtureRequest) -> Path:
    """Return a program by its name; a fixture, so that its installation is not timed."""
    name = str(request.param)
    return required_program(name, PACKAGES[name], large=name == "java")


def run(*command: str | Path, stream: Path | None = None) -> str:
    """Run a program, reading `stream` from a pipe, and return its output."""
    data = stream.read_bytes() if stream else b""
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def test_python_reads_it(packet: Path) -> None:
    with zipfile.ZipFile(packet) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == CONTENTS


@pytest.mark.parametrize("reader", ["unzip"], indirect=True)
def test_unzip_reads_it(reader: Path, packet: Path) -> None:
    assert "No errors detected" in run(reader, "-t", packet)


@pytest.mark.parametrize("reader", ["zipinfo"], indirect=True)
def test_zipinfo_finds_nothing_strange(reader: Path, packet: Path) -> None:
    listing = run(reader, "-v", packet)

    assert listing.count("Unix file attributes (100600 octal)") == len(CONTENTS)
    assert listing.count("There is no file comment") == len(CONTENTS)


@pytest.mark.parametrize("reader", ["7z"], indirect=True)
def test_7z_reads_it(reader: Path, packet: Path) -> None:
    assert "Everything is Ok" in run(reader, "t", packet)


@pytest.mark.parametrize("reader", ["bsdtar"], indirect=True)
def test_bsdtar_lists_it(reader: Path, packet: Path) -> None:
    assert run(reader, "-tf", packet).splitlines() == list(CONTENTS)


@pytest.mark.parametrize("reader", ["bsdtar"], indirect=True)
def test_bsdtar_reads_it_as_a_stream(reader: Path, packet: Path, tmp_path: Path) -> None:
    run(reader, "-xf", "-", "-C", tmp_path, stream=packet)

    assert {name: (tmp_path / name).read_bytes() for name in CONTENTS} == CONTENTS


@pytest.mark.parametrize("reader", ["java"], indirect=True)
def test_java_reads_it_as_a_stream(reader: Path, packet: Path) -> None:
    listing = run(reader, ENTRIES, stream=packet)

    assert listing.splitlines() == [
        f"{name} {len(content)} {zlib.crc32(content)}" for name, content in CONTENTS.items()
    ]
