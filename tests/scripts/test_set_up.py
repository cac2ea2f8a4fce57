"""`scripts/set-up` says in one line what a machine lacks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout without an environment, as far as the script looks at it."""
    for name in ("scripts/set-up", "requirements/dev.txt", "pyproject.toml"):
        (tmp_path / "checkout" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "checkout" / name)
    return tmp_path / "checkout"


def set_up(checkout: Path, python: str, path: str = os.defpath) -> subprocess.CompletedProcess[str]:
    """Run the script with the interpreter `python`."""
    return subprocess.run(
        [checkout / "scripts/set-up"],
        env={"PYTHON": python, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def write_program(path: Path, text: str) -> Path:
    """Write an executable shell script."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def python_after(statement: str, path: Path) -> str:
    """Return an interpreter that runs `statement` before the code it is given with -c."""
    code = f"import sys; {statement}; exec(sys.argv[1])"
    return str(write_program(path, f"exec {sys.executable} -c '{code}' \"${{2:-pass}}\""))


def test_no_python_at_all(checkout: Path) -> None:
    done = set_up(checkout, "no-such-python")

    assert done.returncode == 1
    assert done.stderr == (
        "set-up: no-such-python was not found. Install Python 3.11 or later"
        " (Debian: apt-get install python3).\n"
    )


def test_an_old_python(checkout: Path, tmp_path: Path) -> None:
    python = python_after("sys.version_info = (3, 9, 2)", tmp_path / "bin/python")

    done = set_up(checkout, python)

    assert done.returncode == 1
    assert done.stderr == (
        f"set-up: {python} is Python 3.9, but 3.11 or later is needed:"
        " make PYTHON=/path/to/python3.11\n"
    )


def test_a_python_without_ensurepip_for_an_ordinary_user(checkout: Path, tmp_path: Path) -> None:
    python = python_after('sys.modules["ensurepip"] = None', tmp_path / "bin/python")
    write_program(tmp_path / "bin/id", "echo 1000")

    done = set_up(checkout, python, f"{tmp_path / 'bin'}:{os.defpath}")

    assert done.returncode == 1
    assert done.stderr.startswith(f"set-up: {python} lacks ensurepip, ")
    assert done.stderr.count("\n") == 1
    assert not (checkout / ".venv").exists()


@pytest.mark.skipif(not Path("/etc/debian_version").exists(), reason="only Debian is set up so")
def test_a_package_that_cannot_be_installed_says_why_and_what_to_do(
    checkout: Path, tmp_path: Path
) -> None:
    python = python_after('sys.modules["ensurepip"] = None', tmp_path / "bin/python")
    write_program(tmp_path / "bin/id", "echo 0")
    write_program(
        tmp_path / "bin/apt-get", f'echo "$*" >>{tmp_path}/calls; echo "E: held packages"; exit 100'
    )

    done = set_up(checkout, python, f"{tmp_path / 'bin'}:{os.defpath}")

    assert done.returncode == 1
    assert done.stderr.startswith(f"E: held packages\nset-up: {python} lacks ensurepip, ")
    assert "Install it by hand, or name another interpreter" in done.stderr
    assert "--no-remove" in (tmp_path / "calls").read_text(encoding="utf-8").splitlines()[-1]


def test_a_checkout_that_cannot_be_written_says_so(checkout: Path) -> None:
    (checkout / ".venv").touch()

    done = set_up(checkout, sys.executable)

    assert done.returncode == 1
    assert f"set-up: {checkout}/.venv could not be created; the reason is above." in done.stderr
