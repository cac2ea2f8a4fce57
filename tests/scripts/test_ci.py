"""`.ci/run` runs every step, and says which one failed and what is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "run"
CLOSING_LINE = "===== 3 passed in 1.23s ====="
PROGRAMS = ("bash", "cat", "dirname", "grep", "mktemp", "rm", "tail", "tee")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout of nothing but the script."""
    (tmp_path / "checkout" / ".ci").mkdir(parents=True)
    shutil.copy(SCRIPT, tmp_path / "checkout" / ".ci" / "run")
    return tmp_path / "checkout"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Return a folder with the few programs of a minimal machine, and an ordinary user's id."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in PROGRAMS:
        (folder / name).symlink_to(str(shutil.which(name)))
    write_program(folder / "id", "echo 1000")
    return folder


def write_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(checkout: Path, programs: Path) -> subprocess.CompletedProcess[str]:
    """Run the script with these programs and no others."""
    return subprocess.run(
        [checkout / ".ci" / "run"],
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_machine_without_make_says_what_to_install(checkout: Path, programs: Path) -> None:
    done = run(checkout, programs)

    assert done.returncode == 1
    assert done.stderr == "ci: make is missing. As root on Debian: apt-get install make\n"


def test_all_steps_run_and_the_closing_line_is_last(checkout: Path, programs: Path) -> None:
    write_program(programs / "python3", "")
    write_program(programs / "make", f'echo "made $*"; echo "{CLOSING_LINE}"')

    done = run(checkout, programs)

    steps = [line for line in done.stdout.splitlines() if line.startswith("made ")]
    assert steps == [
        "made set-up",
        "made lint",
        "made test",
        "made test-packages",
        "made demo ONCE=1",
    ]
    assert done.stdout.endswith(f"\n{CLOSING_LINE}\n")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_step_that_fails_is_named_and_the_others_run(checkout: Path, programs: Path) -> None:
    write_program(programs / "python3", "")
    write_program(programs / "make", f'echo "made $1"; echo "{CLOSING_LINE}"; test "$1" != lint')

    done = run(checkout, programs)

    assert "made demo" in done.stdout
    assert done.stderr == "ci: failed: lint. To repeat one step: make lint\n"
    assert done.returncode == 1


def test_tests_that_do_not_reach_their_end_are_a_failure(checkout: Path, programs: Path) -> None:
    write_program(programs / "python3", "")
    write_program(programs / "make", "")

    done = run(checkout, programs)

    assert done.stderr == "ci: pytest did not reach its end; its output is above\n"
    assert done.returncode == 1


def test_a_package_that_cannot_be_installed_costs_only_itself(
    checkout: Path, programs: Path
) -> None:
    write_program(programs / "python3", "")
    write_program(programs / "make", f'echo "{CLOSING_LINE}"')
    write_program(programs / "id", "echo 0")
    write_program(programs / "timeout", 'shift; exec "$@"')
    write_program(programs / "apt-get", f"echo \"$*\" >>{programs}/calls; echo 'E: held'; exit 100")

    done = run(checkout, programs)

    calls = (programs / "calls").read_text(encoding="utf-8").splitlines()
    installed = [call.split() for call in calls if " install " in call]
    assert sorted(call[-1] for call in installed) == [
        *("default-jdk-headless", "libarchive-tools", "p7zip-full", "prometheus", "unzip")
    ]
    assert all("--no-remove" in call for call in installed)
    assert "E: held\nci: could not install unzip\n" in done.stderr
    assert done.returncode == 0
