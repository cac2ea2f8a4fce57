"""Which release a server is: its logs say so, the newest file first, or the server itself."""

import gzip
import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.logs import last_start
from support_packet.mattermost.reading_limits import ReadingLimits

START = "Current version is {0} ({1}/Mon Jan  5 09:14:07 UTC 2026/{2}/fedcba9/none)"
OLD, NEW = "a" * 40, "b" * 40


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for folder in ("config", "logs"):
        (tmp_path / folder).mkdir()
    return tmp_path


def opened(home: Path, seconds: float = 3.0, **service: Any) -> Mattermost:
    # Nothing listens there.
    document = {"ServiceSettings": {"ListenAddress": "127.0.0.1:1"} | service}
    (home / "config/config.json").write_text(json.dumps(document), encoding="utf-8")
    return Mattermost(home, {}, ReadingLimits(network_timeout=seconds))


def line(version: str, number: str = "", build: str = NEW) -> str:
    return json.dumps({"level": "info", "msg": START.format(version, number, build)}) + "\n"


@pytest.mark.parametrize(
    ("number", "version", "build"),
    [
        ("11.10.1", "11.10.1", f"11.10.1/{NEW}"),
        ("18273645", "11.10.0", f"18273645/{NEW}"),
        ("", "11.10.0", NEW),
    ],
)
def test_the_line_has_version_number_and_commit(
    home: Path, number: str, version: str, build: str
) -> None:
    (home / "logs/mattermost.log").write_text(line("11.10.0", number), encoding="utf-8")

    server = opened(home).server

    assert (server.version, server.build, server.build_hash) == (version, build, NEW)


@pytest.mark.parametrize("size", [last_start._BLOCK - 60, 3 * last_start._BLOCK])  # noqa: SLF001 -- a start across two blocks
def test_the_start_is_found_however_far_from_the_end(home: Path, size: int) -> None:
    lines = line("11.9.0", build=OLD) + line("11.10.0") + "x" * size + "\n"
    (home / "logs/mattermost.log").write_text(lines, encoding="utf-8")

    assert opened(home).server.build_hash == NEW


def test_logs_that_were_rotated_are_searched_the_newest_first(home: Path) -> None:
    (home / "logs/mattermost.log").write_text("no start\n", encoding="utf-8")
    old, new = line("11.9.0").encode(), line("11.10.0").encode()
    for day, content in (("01", old), ("02", new)):
        name = f"logs/mattermost-2026-01-{day}T00-00-00.000.log.gz"
        (home / name).write_bytes(gzip.compress(content))

    assert opened(home).server.version == "11.10.0"


class Answers(BaseHTTPRequestHandler):
    """A server that answers with the header of its class."""

    version_id = ""
    paths: list[str]

    def do_GET(self) -> None:
        """Answer."""
        self.paths.append(self.path)
        self.send_response(200)
        self.send_header("X-Version-Id", self.version_id)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def running(version_id: str) -> Iterator[tuple[int, list[str]]]:
    """Run a server; yield its port, and the paths it is asked for."""
    paths: list[str] = []
    handler = type("Running", (Answers,), {"version_id": version_id, "paths": paths})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield http.server_port, paths
        finally:
            http.shutdown()
            thread.join()


@pytest.mark.parametrize("host", ["", "127.0.0.1", "0.0.0.0", "[::]", "localhost"])  # noqa: S104 -- in its configuration
@pytest.mark.parametrize(
    ("header", "version", "build"),
    [
        ("11.10.0.18273645.0123456789abcdef.true", "11.10.0", "18273645"),
        ("11.10.0.11.10.2.0123456789abcdef.false", "11.10.2", "11.10.2"),
        ("5.37.0..0123456789abcdef.true", "5.37.0", None),
    ],
)
def test_otherwise_the_running_server_is_asked(
    home: Path, host: str, header: str, version: str, build: str | None
) -> None:
    with running(header) as (port, paths):
        site = "https://example.com/chat"
        server = opened(home, ListenAddress=f"{host}:{port}", SiteURL=site).server

        assert (server.version, server.build, server.build_hash) == (version, build, None)
    assert paths == ["/chat/api/v4/system/ping"]


@pytest.mark.parametrize("header", ["", "nginx", "1.2", "11.10.0.x y.abc.true", "11.10.0"])
def test_what_is_not_mattermost_is_not_believed(home: Path, header: str) -> None:
    with running(header) as (port, _):
        assert opened(home, ListenAddress=f":{port}").server.version is None


@pytest.mark.parametrize("address", ["", "nonsense", ":0", ":99999", "[::1", "unix:/run/x"])
def test_no_address_is_an_error(home: Path, address: str) -> None:
    assert opened(home, ListenAddress=address).server.version is None


def test_a_server_that_never_answers_is_given_up_on(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = opened(home, seconds=0.2, ListenAddress=f"127.0.0.1:{port}").server

        assert server.version is None


def test_a_log_that_is_not_a_file_is_skipped(home: Path) -> None:
    os.mkfifo(home / "logs/mattermost.log")

    assert opened(home).server.version is None
