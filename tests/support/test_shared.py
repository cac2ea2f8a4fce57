"""What several workers need is made once in a test run."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.shared import shared_directory


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the bases of the temporary directories of three workers of one run."""
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    bases = [tmp_path / "run" / f"worker-{number}" for number in range(3)]
    for base in bases:
        base.mkdir(parents=True)
    return bases


def test_the_first_makes_it_and_others_wait(workers: list[Path]) -> None:
    made: list[Path] = []
    begun, may_end = threading.Event(), threading.Event()

    def fill(directory: Path) -> None:
        made.append(directory)
        begun.set()
        assert may_end.wait(60)
        (directory / "wheel").write_text("content", encoding="utf-8")

    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(shared_directory, each, "wheel", fill) for each in workers]
        assert begun.wait(60)
        may_end.set()
        directories = {each.result() for each in asked}

    assert made == list(directories)
    assert (made[0] / "wheel").read_text(encoding="utf-8") == "content"


def test_what_failed_is_tried_again(workers: list[Path]) -> None:
    def fail(directory: Path) -> None:
        raise OSError(f"{directory} is full")

    with pytest.raises(OSError, match="full"):
        shared_directory(workers[0], "wheel", fail)

    directory = shared_directory(workers[1], "wheel", lambda path: (path / "wheel").touch())
    assert [path.name for path in directory.iterdir()] == ["wheel"]


def test_without_workers_it_is_in_the_directory_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)

    directory = shared_directory(tmp_path, "wheel", lambda path: (path / "file").touch())

    assert directory == tmp_path / "wheel"
    assert (directory / "file").exists()
