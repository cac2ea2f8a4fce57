"""`support-packet collect`: one file as a packet would hold it, on standard output."""

import gzip
import os
import pty
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from support.serving.program import COLD, COMMAND, environment_of, run, run_bytes

from demo.installation import Installation

SECRET = "mw4bqk6c9p3xr7tz1n5jh8fd2gv0ys"

COLLECTORS = f"""
import gzip, os, sys
from support_packet import *

@hookimpl
def packet_settings():
    return PacketSetting("token", kind=str, secret=True)

@hookimpl
def packet_options():
    return PacketOption("days", ["1", "7"], title="Days", default="1")

def collect(settings):
    print("printed", settings["token"])
    warn("It is old.")
    return "a token {SECRET}\\n"

def endless():
    while True:
        yield b"again and again\\n" * 1000

def cut():
    yield b"first\\n"
    raise ContentCut("The rest is gone.")

def folder():
    yield "one.txt", "1"
    yield "two.txt", "2 {SECRET}"
    raise CollectError("There is no third.")

@hookimpl
def packet_files(settings, request):
    yield PacketFile("hello/a.txt", lambda: collect(settings))
    yield PacketFile("hello/bad.txt", lambda: 1 / 0)
    yield PacketFile("hello/bytes.bin", lambda: bytes(range(256)))
    yield PacketFile("hello/raw.bin", lambda: b"\\0" * 10, binary=True)
    yield PacketFile("hello/days.txt", lambda: request.option("days"), default=False)
    yield PacketFile("hello/endless.log", endless)
    yield PacketFile("hello/cut.txt", cut)
    yield PacketFile("hello/old.gz", lambda: gzip.compress(b"{SECRET}"))
    yield PacketFolder("hello/folder", folder)
"""


@pytest.fixture
def collect(example: Installation, tmp_path: Path) -> "Collect":
    """Return what runs the command, with a folder of collectors."""
    folder = tmp_path / "collectors"
    folder.mkdir()
    (folder / "hello.py").write_text(COLLECTORS, encoding="utf-8")
    return Collect(example, tmp_path, folder)


class Collect:
    """Runs the command for one file."""

    def __init__(self, example: Installation, directory: Path, folder: Path) -> None:
        self.directory = directory
        self.environment = environment_of(directory, SUPPORT_PACKET_HELLO__TOKEN=SECRET)
        options = ["--mattermost", example.directory, "--plugins-dir", folder]
        self.arguments = ["collect", *map(str, options)]
        self.command = [str(COMMAND), *self.arguments]

    def __call__(
        self, *arguments: str, through: Sequence[str] = (), **variables: str
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run it to its end."""
        settings = {"SUPPORT_PACKET_HELLO__TOKEN": SECRET} | variables
        return run_bytes(self.directory, *self.arguments, *arguments, through=through, **settings)


def test_it_writes_the_file_without_secrets_and_the_warnings_apart(collect: Collect) -> None:
    done = collect("hello/a.txt", through=COLD)

    assert (done.returncode, done.stdout) == (0, b"a token ********************************\n")
    error = done.stderr.decode()
    assert "support-packet: hello/a.txt needs attention" in error
    assert "It is old." in error
    assert "entry point hello: printed ****" in error
    assert SECRET not in error


def test_a_built_in_file_is_the_one_of_the_packet(collect: Collect, example: Installation) -> None:
    done = collect("sanitized_config.json")

    assert done.returncode == 0
    assert done.stdout.startswith(b'{\n    "')
    assert not any(secret.encode() in done.stdout for secret in example.secrets)


def test_bytes_stay_what_they_are(collect: Collect) -> None:
    assert collect("hello/bytes.bin").stdout == bytes(range(256))


def test_compressed_content_is_redacted(collect: Collect) -> None:
    assert gzip.decompress(collect("hello/old.gz").stdout) == b"*" * 32


def test_what_the_operator_forbids_is_missing(collect: Collect) -> None:
    done = collect("hello/raw.bin")
    allowed = collect("hello/raw.bin", SUPPORT_PACKET_ALLOW_BINARY="true")

    assert (done.returncode, done.stdout) == (1, b"")
    assert b"SUPPORT_PACKET_ALLOW_BINARY" in done.stderr
    assert (allowed.returncode, allowed.stdout) == (0, b"\0" * 10)


@pytest.mark.parametrize(
    ("name", "written", "why"),
    [
        ("hello/bad.txt", b"", b"ZeroDivisionError: division by zero (hello.py, line "),
        ("hello/cut.txt", b"first\n", b"hello/cut.txt ends early"),
    ],
)
def test_what_is_missing_or_cut_is_status_1_and_says_why(
    collect: Collect, name: str, written: bytes, why: bytes
) -> None:
    done = collect(name)

    assert (done.returncode, done.stdout) == (1, written)
    assert why in done.stderr
    assert b"Traceback" not in done.stderr


def test_at_debug_the_traceback_is_on_standard_error(collect: Collect) -> None:
    done = collect("hello/bad.txt", SUPPORT_PACKET_LOG_LEVEL="DEBUG")

    assert b"Traceback (most recent call last):" in done.stderr
    assert b"in <lambda>" in done.stderr


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("mattermost.lg", "Did you mean mattermost.log?"),
        ("a.txt", "Did you mean hello/a.txt"),
        ("helo/endles.log", "Did you mean hello/endless.log?"),
        ("support-packet-hello/cut.txt", "Did you mean hello/cut.txt"),
        ("hello/folder", "whose files are: hello/folder/one.txt, hello/folder/two.txt."),
        ("zzz", "The files are: "),
        ("mattermost.log\n\x1b[2J", "No file of the packet is called"),
    ],
)
def test_an_unknown_name_is_status_2_and_lists_near_ones(
    collect: Collect, name: str, hint: str
) -> None:
    done = collect(name)

    assert (done.returncode, done.stdout) == (2, b"")
    assert hint in done.stderr.decode()
    assert "\x1b" not in done.stderr.decode()


def test_a_name_that_a_broken_package_would_have_says_what_is_broken(
    collect: Collect, tmp_path: Path
) -> None:
    (tmp_path / "collectors" / "broken.py").write_text("1 / 0", encoding="utf-8")

    done = collect("broken/a.txt")

    assert done.returncode == 2
    assert b"ZeroDivisionError: division by zero (broken.py, line 1)" in done.stderr


def test_a_file_of_a_folder_can_be_named(collect: Collect) -> None:
    done = collect("hello/folder/two.txt")

    assert (done.returncode, done.stdout) == (0, b"2 " + b"*" * 32)


def test_options_of_packages_count(collect: Collect) -> None:
    assert collect("hello/days.txt").stdout == b"1"
    assert collect("hello/days.txt", "--option", "hello.days:7").stdout == b"7"
    wrong = collect("hello/days.txt", "--option", "hello.days:8")
    assert wrong.returncode == 2
    assert b"hello.days:1, hello.days:7" in wrong.stderr


def test_a_reader_that_leaves_ends_it(collect: Collect) -> None:
    with subprocess.Popen(
        [*collect.command, "hello/endless.log"],
        cwd=collect.directory,
        env=collect.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"again and again\n"
        process.stdout.close()

        assert process.wait(60) == 2
        assert b"Traceback" not in process.stderr.read()


def test_a_full_disk_is_reported(collect: Collect) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*collect.command, "hello/a.txt"],
            cwd=collect.directory,
            env=collect.environment,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )

    assert done.returncode == 2
    assert b"support-packet: The output is not complete: No space left on device.\n" in done.stderr


def test_secrets_go_to_a_terminal_only(collect: Collect) -> None:
    done = collect("hello/a.txt", "--raw")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"writes to a terminal only" in done.stderr


def test_a_terminal_gets_secrets_and_no_control_characters(collect: Collect) -> None:
    assert SECRET in on_a_terminal(collect, "--raw", "hello/a.txt")
    shown = on_a_terminal(collect, "hello/bytes.bin")
    assert "\x1b" not in shown
    assert "ABC" in shown


def on_a_terminal(collect: Collect, *arguments: str) -> str:
    """Return what the command writes to a terminal."""
    master, terminal = pty.openpty()
    with subprocess.Popen(
        [*collect.command, *arguments],
        cwd=collect.directory,
        env=collect.environment,
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=subprocess.DEVNULL,
    ):
        os.close(terminal)
        shown = bytearray()
        try:
            while piece := os.read(master, 1000):
                shown += piece
        except OSError:  # at the end, on Linux
            pass
        finally:
            os.close(master)
    return shown.decode()


def test_plugins_and_check_take_the_folder_too(collect: Collect, example: Installation) -> None:
    folder = collect.directory / "collectors"

    plugins = run(collect.directory, "plugins", "--plugins-dir", folder)
    check = run(
        collect.directory, "check", "--mattermost", example.directory, "--plugins-dir", folder
    )

    assert "\nhello " in plugins.stdout
    assert "hello/days.txt" in check.stdout


@pytest.mark.parametrize("command", ["plugins", "check", "collect", "serve"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, command: str) -> None:
    more = ["name"] if command == "collect" else []
    installation = [] if command == "plugins" else ["--mattermost", "."]

    done = run(tmp_path, command, *more, *installation, "--plugins-dir", "nowhere")

    assert done.returncode == 2
    assert done.stderr == f"support-packet: --plugins-dir {tmp_path}/nowhere: no such directory.\n"


def test_the_newest_part_of_a_log_is_not_a_failure(collect: Collect) -> None:
    done = collect("mattermost.log", SUPPORT_PACKET_LOG_MAX_BYTES="2000")
    whole = collect("mattermost.log")

    assert (done.returncode, whole.returncode) == (0, 0)
    assert whole.stdout.endswith(done.stdout)
    assert 0 < len(done.stdout) <= 2000 < len(whole.stdout)
    assert "mattermost.log needs attention" in done.stderr.decode()
    assert "to send more, raise the lower of SUPPORT_PACKET_LOG_MAX_BYTES" in done.stderr.decode()
