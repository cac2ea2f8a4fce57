"""What `check` says of Mattermost's sample data source, and how it looks on a terminal."""

import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest
from support.serving.program import COMMAND, environment_of, run

from demo.installation import Installation, build_installation

SAMPLE = (
    "postgres://mmuser:mostest@127.0.0.1:1/mattermost_test?sslmode=disable&connect_timeout=10"
    "&binary_parameters=yes"
)
COLORED = re.compile(r"\x1b\[3([0-9])m(ok|note|missing) +\x1b\[0m([a-zA-Z_.]+)")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return an installation with the configuration that Mattermost comes with."""
    example = build_installation(tmp_path_factory.mktemp("sample") / "mattermost", log_bytes=1000)
    document = json.loads(example.config.read_text(encoding="utf-8"))
    document["SqlSettings"] |= {"DriverName": "postgres", "DataSource": SAMPLE}
    example.config.write_text(json.dumps(document), encoding="utf-8")
    return example


def on_terminal(example: Installation, directory: Path, **variables: str) -> str:
    """Return what `check` writes to a terminal."""
    ours, theirs = pty.openpty()
    command = [str(COMMAND), "check", "--mattermost", str(example.directory)]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env=environment_of(directory, **variables),
    ):
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 65536):
                written += piece
        except OSError:  # the other end is closed
            pass
    os.close(ours)
    return written.decode()


def test_the_sample_data_source_is_recognized(sample: Installation, tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--mattermost", sample.directory)

    [line] = [line for line in done.stdout.splitlines() if line.split()[1] == "database"]
    assert "data source of Mattermost's sample configuration: name the file with the" in line
    assert "--env-file" in line
    assert "mostest" not in done.stdout
    assert done.stdout.splitlines()[-1].endswith(
        "Nobody can download a packet now: the database is down, and no break-glass token is set."
    )


def test_another_data_source_is_not_called_that(sample: Installation, tmp_path: Path) -> None:
    source = SAMPLE.replace("mostest", "another")

    done = run(
        tmp_path, "check", "--mattermost", sample.directory, MM_SQLSETTINGS_DATASOURCE=source
    )

    assert "Mattermost's database isn't responding" in done.stdout
    assert "sample configuration" not in done.stdout


def test_states_have_colors_on_a_terminal(sample: Installation, tmp_path: Path) -> None:
    found = COLORED.findall(on_terminal(sample, tmp_path))

    colors = {area: (state, color) for color, state, area in found}
    assert colors["directory"] == ("ok", "2")
    assert colors["license"] == ("note", "3")
    assert colors["database"] == ("missing", "1")


def test_nowhere_else(sample: Installation, tmp_path: Path) -> None:
    piped = run(tmp_path, "check", "--mattermost", sample.directory).stdout
    asked_for = on_terminal(sample, tmp_path, NO_COLOR="1")

    assert "\x1b" not in piped + asked_for


@pytest.mark.parametrize("source", ["import nowhere", "1 / 0"])
def test_a_long_name_keeps_the_columns_and_a_path_is_named_once(
    sample: Installation, tmp_path: Path, source: str
) -> None:
    folder = tmp_path / "collectors"
    folder.mkdir()
    name = "a_collector_with_a_very_long_name"
    (folder / f"{name}.py").write_text(source, encoding="utf-8")

    done = run(tmp_path, "check", "--mattermost", sample.directory, "--plugins-dir", folder)

    lines = done.stdout.splitlines()
    [broken] = [line for line in lines if name in line]
    [log] = [line for line in lines if line.split()[1] == "mattermost.log"]
    assert log.index("Server log") == broken.index("could not be loaded")
    assert broken.count(str(folder)) == 1
