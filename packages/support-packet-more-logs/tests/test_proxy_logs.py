"""Logs of the reverse proxy: which are found, which are sent, what is said about the others."""

import gzip
import os
from pathlib import Path

import pytest
from support_packet.testing import Author

from support_packet_more_logs.proxy_logs import Server, why_none

FOLDER = "more-logs/nginx"
NGINX = "SUPPORT_PACKET_MORE_LOGS_PROXY__NGINX"


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    return tmp_path / "nginx"


@pytest.fixture
def author(author: Author, logs: Path) -> Author:
    """Return an author whose nginx has an error log and an access log."""
    logs.mkdir()
    (logs / "error.log").write_text("upstream timed out\n", encoding="utf-8")
    (logs / "access.log").write_text("GET / HTTP/1.1\n", encoding="utf-8")
    author = author.use("more_logs_proxy")
    author.set("more_logs_proxy", nginx=[logs / "*.log"], apache=[])
    return author


def test_error_logs_are_sent_and_access_logs_on_request(author: Author) -> None:
    access = f"{FOLDER}/access.log"

    made = author.packet()

    assert made.text(f"{FOLDER}/error.log") == "upstream timed out\n"
    assert (made.names, made.warnings) == ([f"{FOLDER}/error.log"], [])
    assert author.packet(include=[access]).text(access) == "GET / HTTP/1.1\n"


def test_tokens_in_urls_are_masked(author: Author, logs: Path) -> None:
    token = "q7w8e9r0t1" + "y2u3i4o5p6a7s8d9"
    line = f'192.0.2.7 - - "GET /api/v4/users/me?access_token={token} HTTP/1.1" 200\n'
    (logs / "access.log").write_text(line, encoding="utf-8")
    with gzip.open(logs / "access.log.2.gz", "wt") as packed:
        packed.write(line)

    made = author.packet(include=[f"{FOLDER}/access.log", f"{FOLDER}/access.log.2"])

    made.assert_hides(token)
    assert "GET /api/v4/users/me?" in made.text(f"{FOLDER}/access.log.2")


@pytest.mark.parametrize("ending", [".1", ".2.gz", "-20260105", "-20260105.gz"])
def test_rotated_logs_are_sent(author: Author, logs: Path, ending: str) -> None:
    text = "worker process exited\n"
    content = gzip.compress(text.encode()) if ending.endswith(".gz") else text.encode()
    (logs / f"error.log{ending}").write_bytes(content)

    made = author.packet()

    name = f"{FOLDER}/error.log{ending.removesuffix('.gz')}"
    assert made.names == [f"{FOLDER}/error.log", name]
    assert made.text(name) == text


def test_rotated_logs_of_long_ago_are_not_sent(author: Author, logs: Path) -> None:
    (logs / "error.log.1").touch()
    os.utime(logs / "error.log.1", (0, 0))
    author.set("more_logs_proxy", nginx=[logs / "*"])

    assert author.packet().names == [f"{FOLDER}/error.log"]


def test_a_truncated_rotated_log_is_sent_as_far_as_it_goes(author: Author, logs: Path) -> None:
    content = gzip.compress(b"".join(b"line %d\n" % number for number in range(20_000)))
    (logs / "error.log.2.gz").write_bytes(content[: len(content) // 2])

    made = author.packet()

    assert made.text(f"{FOLDER}/error.log.2").startswith("line 0\nline 1\n")
    [warning] = made.warnings
    assert "the compressed file is not complete" in warning


def test_where_no_server_is_installed_nothing_is_missing() -> None:
    server = Server("nginx", ("/nowhere/*.log",), "errors", "accesses")

    assert why_none(server, "/nowhere/*.log") is None
    assert why_none(server, "/elsewhere/*.log") is not None


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("/nowhere/*.log", "No log matches /nowhere/*.log."),
        ("/nowhere/error.log", "/nowhere/error.log: No such file or directory."),
        ("error.log", "error.log is not an absolute path."),
    ],
)
def test_a_path_without_a_log_says_so(author: Author, pattern: str, why: str) -> None:
    author.environment[NGINX] = pattern

    [warning] = author.packet().warnings

    assert why in warning
    assert "To do: C" in warning
    assert len(author.preview().missing) == 1


def test_a_pipe_does_not_make_it_wait(author: Author, logs: Path) -> None:
    (logs / "error.log").unlink()
    os.mkfifo(logs / "error.log")

    [warning] = author.packet().warnings

    assert "error.log is not a regular file." in warning


def test_a_link_out_of_the_folder_is_refused(author: Author, logs: Path, tmp_path: Path) -> None:
    (tmp_path / "private.txt").write_text("not a log\n", encoding="utf-8")
    (logs / "my-error.log").symlink_to(tmp_path / "private.txt")

    made = author.packet()

    assert made.names == [f"{FOLDER}/error.log"]
    [warning] = made.warnings
    assert "my-error.log is outside" in warning
    assert NGINX in warning


def test_a_link_that_the_operator_names_is_followed(
    author: Author, logs: Path, tmp_path: Path
) -> None:
    (logs / "error.log").rename(tmp_path / "volume.log")
    (logs / "error.log").symlink_to(tmp_path / "volume.log")
    author.set("more_logs_proxy", nginx=[logs / "error.log"])

    assert author.packet().text(f"{FOLDER}/error.log") == "upstream timed out\n"


def test_of_hundreds_the_last_changed_are_sent(author: Author, logs: Path) -> None:
    for number in range(300):
        path = logs / f"site{number}-error.log"
        path.touch()
        os.utime(path, (number, number))

    preview = author.preview()

    assert len(preview.names) == 50
    assert {f"{FOLDER}/error.log", f"{FOLDER}/site299-error.log"} < set(preview.names)
    assert f"{FOLDER}/site0-error.log" not in preview.names
    [warning] = preview.warnings
    assert "302 logs match" in warning


def test_of_a_huge_log_the_newest_lines_are_sent(author: Author, logs: Path) -> None:
    with (logs / "error.log").open("ab") as log:
        log.truncate(2**40)
        log.seek(0, os.SEEK_END)
        log.write(b"\n" + b"x" * 1020 + b"\nnewest line\n")
    author.environment["SUPPORT_PACKET_LOG_MAX_BYTES"] = "1024"

    assert author.packet().text(f"{FOLDER}/error.log") == "newest line\n"


def test_two_logs_of_one_name_are_both_sent(author: Author, logs: Path) -> None:
    (logs / "chat").mkdir()
    (logs / "chat" / "error.log").write_text("other site\n", encoding="utf-8")
    author.set("more_logs_proxy", nginx=[logs / "*.log", logs / "*/*.log"])

    made = author.packet()

    assert made.text(f"{FOLDER}/error.log") == "other site\n"
    assert made.text(f"{FOLDER}-2/error.log") == "upstream timed out\n"
