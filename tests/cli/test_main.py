"""The command as a whole: bad input is one line and status 2."""

import re
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest
from support.serving.program import COLD, COMMAND, environment_of, run


def test_it_prints_its_version(tmp_path: Path) -> None:
    done = run(tmp_path, "--version", through=COLD)

    assert (done.returncode, done.stdout) == (0, f"support-packet {version('support-packet')}\n")


@pytest.mark.parametrize("command", [[], ["serve"], ["check"], ["plugins"], ["collect"], ["new"]])
def test_it_explains_itself(tmp_path: Path, command: list[str]) -> None:
    done = run(tmp_path, *command, "--help")

    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: {' '.join(['support-packet', *command])}")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["download"],
        ["serve", "--bind"],
        ["check", "--mattermost"],
        ["collect"],
        ["collect", "a", "b"],
        ["new"],
        ["check", "--mattermost", ".", "--env-file-syntax", "bash"],
        ["plugins", "more"],
        ["plugins", "two\nlines"],
    ],
)
def test_wrong_arguments_are_one_line(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"support-packet: .+ \(see support-packet.* --help\)\n", done.stderr)


def test_no_command_makes_a_zip(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")

    assert "{" not in done.stdout
    assert re.findall(r"^    (\w+)", done.stdout, re.MULTILINE) == [
        *("serve", "check", "plugins", "collect", "new")
    ]


def test_a_reader_that_closes_the_output_is_not_an_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [COMMAND, "plugins"],
        env=environment_of(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()

        assert process.stderr.read() == ""


@pytest.mark.parametrize("command", ["serve", "check", "plugins"])
def test_a_working_directory_that_was_removed_is_one_line(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && exec {COMMAND} {command}"

    done = subprocess.run(
        ["/bin/sh", "-c", script],
        env=environment_of(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "support-packet: The working directory was removed. Change to another: cd /.\n"
    )
