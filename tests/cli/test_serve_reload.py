"""`support-packet serve --reload --plugins-dir`: collectors that change while it serves."""

import threading
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.waiting import eventually
from support.serving.program import Program, serving

from demo.installation import Installation

FILE = """
from support_packet import PacketFile, hookimpl

@hookimpl
def packet_files():
    return PacketFile("hello/a.txt", lambda: "{content}")
"""

WAITING = """
import time
from pathlib import Path
from support_packet import PacketFile, hookimpl

def collect():
    yield b"begun "
    Path("{signal}.begun").touch()
    while not Path("{signal}").exists():
        time.sleep(0.01)
        yield b""
    yield b"of the first"

@hookimpl
def packet_files():
    return PacketFile("hello/a.txt", collect)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of collectors."""
    folder = tmp_path / "collectors"
    folder.mkdir()
    return folder


def files(program: Program, example: Installation, user: str = "admin") -> dict[str, str]:
    """Return the files of a packet that `user` downloads."""
    answer = program.packet(example.tokens[user])
    assert answer.status == 200
    return answer.files


def logged(program: Program, text: str) -> bool:
    """Wait for a text in the log."""
    return eventually(lambda: text in program.log.read_text(encoding="utf-8"))


def write(path: Path, text: str) -> None:
    """Write a file at once, as editors do."""
    path.with_suffix(".new").write_text(text, encoding="utf-8")
    path.with_suffix(".new").replace(path)


def test_a_changed_module_is_taken_up(example: Installation, folder: Path, tmp_path: Path) -> None:
    write(folder / "hello.py", FILE.format(content="one"))
    options = ("--reload", "--plugins-dir", str(folder))
    with serving(example.directory, tmp_path, *options) as program:
        workers = program.workers()
        assert files(program, example)["hello/a.txt"] == "one"

        # As many bytes, and within the same second.
        write(folder / "hello.py", FILE.format(content="two"))

        assert logged(program, "The collectors were loaded again")
        assert files(program, example)["hello/a.txt"] == "two"
        assert program.workers() == workers
    assert not list(folder.rglob("__pycache__"))


def test_a_new_module_and_a_removed_one_are_taken_up(
    example: Installation, folder: Path, tmp_path: Path
) -> None:
    write(folder / "hello.py", FILE.format(content="one"))
    options = ("--reload", "--plugins-dir", str(folder))
    with serving(example.directory, tmp_path, *options) as program:
        write(folder / "other.py", FILE.format(content="two").replace("hello/", "other/"))
        (folder / "hello.py").unlink()

        assert eventually(lambda: "other/a.txt" in files(program, example))
        assert eventually(lambda: "hello/a.txt" not in files(program, example))


def test_a_module_with_an_error_is_named_and_the_server_stays_up(
    example: Installation, folder: Path, tmp_path: Path
) -> None:
    write(folder / "hello.py", FILE.format(content="one"))
    options = ("--reload", "--plugins-dir", str(folder))
    with serving(example.directory, tmp_path, *options) as program:
        write(folder / "hello.py", "def broken(:\n")

        assert logged(program, "SyntaxError")
        assert logged(program, "The collectors were loaded again")
        broken = files(program, example)
        assert "SyntaxError" in broken["warning.txt"]
        assert "mattermost.log" in broken

        write(folder / "hello.py", FILE.format(content="corrected"))
        assert eventually(lambda: files(program, example).get("hello/a.txt") == "corrected")


def test_a_download_that_runs_ends_as_it_began(
    example: Installation, folder: Path, tmp_path: Path
) -> None:
    signal = tmp_path / "signal"
    write(folder / "hello.py", WAITING.format(signal=signal))
    options = ("--reload", "--plugins-dir", str(folder))
    downloaded: list[dict[str, str]] = []
    with serving(example.directory, tmp_path, *options) as program:
        thread = threading.Thread(target=lambda: downloaded.append(files(program, example)))
        thread.start()
        assert eventually(Path(f"{signal}.begun").exists)
        write(folder / "hello.py", FILE.format(content="of the second"))
        assert logged(program, "The collectors were loaded again")

        assert files(program, example, "manager")["hello/a.txt"] == "of the second"
        signal.touch()
        thread.join(60)

    assert downloaded[0]["hello/a.txt"] == "begun of the first"


def test_an_installed_package_is_taken_up_too(example: Installation, tmp_path: Path) -> None:
    site = tmp_path / "site-packages"
    site.mkdir()
    InstalledPackages(site).install("hello", FILE.format(content="one"))
    with serving(example.directory, tmp_path, "--reload", PYTHONPATH=str(site)) as program:
        assert files(program, example)["hello/a.txt"] == "one"

        write(site / "hello.py", FILE.format(content="two"))

        assert eventually(lambda: files(program, example)["hello/a.txt"] == "two")


def test_without_reload_the_folder_is_read_once(
    example: Installation, folder: Path, tmp_path: Path
) -> None:
    write(folder / "hello.py", FILE.format(content="one"))
    with serving(example.directory, tmp_path, "--plugins-dir", "collectors") as program:
        assert files(program, example)["hello/a.txt"] == "one"
