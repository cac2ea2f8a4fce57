"""`scripts/set-up` says in one line what a machine lacks."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("scripts/set-up", "requirements/dev.txt", "requirements/demo.txt", "pyproject.toml")

PYTHON = """
case "$1 $2" in
"-m venv") mkdir -p "$4/bin" && cp "$0-in-environment" "$4/bin/python" ;;
*) exec {python} "$@" ;;
esac
"""
PIP = """
case "$*" in
*--require-hashes*)
    for number in $(seq 1 21); do echo "Collecting package-$number"; echo "  Downloading it"; done
    echo "WARNING: something" >&2
    [ "$FAILS" ] && echo "ERROR: the hashes do not match" >&2 && exit 1
    echo "Installing collected packages: package-1, package-2"
    ;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout without an environment, as far as the script looks at it."""
    for name in FILES:
        (tmp_path / "checkout" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "checkout" / name)
    return tmp_path / "checkout"


def set_up(
    checkout: Path, python: str, path: str = os.defpath, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the script with the interpreter `python`."""
    return subprocess.run(
        [checkout / "scripts/set-up", *arguments],
        env={"PYTHON": python, "PATH": path, "FAILS": "", **variables},
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
def test_an_environment_elsewhere_is_left_as_it_is(checkout: Path, tmp_path: Path) -> None:
    kept = write_program(tmp_path / "elsewhere" / "python", "")
    (checkout / ".venv").symlink_to(kept.parent)

    done = set_up(checkout, sys.executable)

    assert done.returncode == 1
    assert "is a link, and what it leads to would be emptied" in done.stderr
    assert kept.exists()


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


def test_a_checkout_that_cannot_be_written_is_reported(checkout: Path) -> None:
    (checkout / ".venv").touch()

    done = set_up(checkout, sys.executable)

    assert done.returncode == 1
    assert f"set-up: {checkout}/.venv could not be created; the reason is above." in done.stderr


@pytest.fixture
def python(tmp_path: Path) -> str:
    """Return an interpreter whose environments install nothing, but report it as pip does."""
    write_program(tmp_path / "bin/python-in-environment", PIP)
    return str(write_program(tmp_path / "bin/python", PYTHON.format(python=sys.executable)))


@pytest.mark.parametrize(("arguments", "name"), [((), ".venv"), (("demo",), ".venv-demo")])
def test_it_reports_its_progress(
    checkout: Path, python: str, arguments: tuple[str, ...], name: str
) -> None:
    done = set_up(checkout, python, os.defpath, *arguments)

    lock = checkout / "requirements" / ("demo.txt" if arguments else "dev.txt")
    total = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"set-up: creating {name} with the locked packages (Python {version})",
        f"set-up: package 10 of {total}",
        f"set-up: package 20 of {total}",
        "set-up: unpacking them",
    ]
    assert [path.name for path in checkout.glob(".venv*")] == [name]


def test_what_is_done_is_not_done_again(checkout: Path, python: str) -> None:
    set_up(checkout, python, os.defpath, "demo")

    done = set_up(checkout, python, os.defpath, "demo")

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_packages_that_cannot_be_installed_are_tried_again(checkout: Path, python: str) -> None:
    failed = set_up(checkout, python, os.defpath, "demo", FAILS="yes")
    done = set_up(checkout, python, os.defpath, "demo")

    assert failed.returncode == 1
    assert failed.stderr.startswith(
        "WARNING: something\nERROR: the hashes do not match\n"
        "set-up: the packages of requirements/demo.txt could not be installed; the reason is above."
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_two_at_once_take_turns(checkout: Path, python: str) -> None:
    lock = os.open(checkout, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with subprocess.Popen(
        [checkout / "scripts/set-up", "demo"],
        env={"PYTHON": python, "PATH": os.defpath, "FAILS": ""},
        stdout=subprocess.PIPE,
        text=True,
    ) as second:
        assert second.stdout
        first_line = second.stdout.readline()
        waits = not (checkout / ".venv-demo").exists()
        os.close(lock)
        rest = second.stdout.read()

    assert first_line == "set-up: waiting for another set-up of this checkout\n"
    assert waits
    assert "set-up: creating .venv-demo" in rest
    assert second.returncode == 0
