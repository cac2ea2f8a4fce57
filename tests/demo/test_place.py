"""Each demo has its own directory."""

from pathlib import Path

import pytest

from demo.place import reserved
from demo.server import DemoError


def test_demos_at_the_same_time_have_different_directories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with reserved(None) as first, reserved(None) as second, reserved(None) as third:
        places = [first, second, third]

    assert [path.name for path in places] == [".demo", ".demo-2", ".demo-3"]
    with reserved(None) as again:
        assert again == first


def test_a_directory_that_was_named_is_not_shared(tmp_path: Path) -> None:
    with (
        reserved(tmp_path),
        pytest.raises(DemoError, match=f"Another demo uses {tmp_path}"),
        reserved(tmp_path),
    ):
        pass


def test_a_place_that_cannot_be_written_says_why_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with (
        pytest.raises(DemoError, match=r"file/demo: Not a directory\. .*DIRECTORY=") as raised,
        reserved(tmp_path / "file" / "demo"),
    ):
        pass

    assert "\n" not in str(raised.value)


def test_a_directory_of_another_account_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write everywhere but on a read-only disk, and tests may run as root.
    monkeypatch.setattr("os.access", lambda *_: False)

    with pytest.raises(DemoError, match="the disk is read-only"), reserved(tmp_path):
        pass
