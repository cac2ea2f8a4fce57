"""`make demo PACKAGES=…`: packages that work, that warn, that fail, and what is not a package."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from demo.packages import PackageError, check_packages, install_packages

ROOT = Path(__file__).parents[2]
UPTIME = ROOT / "examples/support-packet-uptime"

PROJECT = """
[build-system]
requires = ["hatchling>=1.27"]
build-backend = "hatchling.build"

[project]
name = "support-packet-author"
version = "2.0"
dependencies = ["support-packet"]
{entry_points}

[tool.hatch.build.targets.wheel]
only-include = ["support_packet_author.py"]
"""
ENTRY_POINTS = '[project.entry-points.support_packet]\nauthor = "support_packet_author"'

TROUBLED = """
    from support_packet import CollectError, PacketFile, PacketSetting, hookimpl, warn


    def fail():
        raise CollectError("The reactor is off.")


    def crash():
        raise KeyError("a mistake")


    def half():
        warn("Half of it is missing.")
        return "half"


    @hookimpl
    def packet_settings():
        return PacketSetting("greeting", "Hello", description="What it says.")


    @hookimpl
    def packet_files(settings):
        for collect in (fail, crash, half):
            yield PacketFile(f"author/{collect.__name__}.txt", collect)
        yield PacketFile(f"author/{settings['greeting']}.txt", lambda: "hello")
"""


def write_package(folder: Path, source: str = "", entry_points: str = ENTRY_POINTS) -> Path:
    """Write a package, as an author has it in a folder, and return the folder."""
    folder.mkdir(parents=True)
    project = PROJECT.format(entry_points=entry_points)
    (folder / "pyproject.toml").write_text(project, encoding="utf-8")
    module = folder / "support_packet_author.py"
    module.write_text(textwrap.dedent(source), encoding="utf-8")
    return folder


def demo(directory: Path, *packages: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a demo with these packages that ends after one packet."""
    return subprocess.run(
        [sys.executable, "-m", "demo.run", directory, "--once", "--packages", *packages],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_package_adds_to_the_packet(tmp_path: Path) -> None:
    done = demo(tmp_path / "demo", UPTIME)

    assert done.returncode == 0, done.stderr
    assert "support-packet-uptime 1.0, with the entry points: uptime." in done.stdout
    assert "  support-packet-uptime/uptime.txt " in done.stdout
    assert "warning.txt" not in done.stdout


def test_a_package_that_warns_and_fails_does_not_fail_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPPORT_PACKET_AUTHOR__GREETING", "welcome")
    monkeypatch.setenv("SUPPORT_PACKET_OTHERS__GREETING", "of a package that is not shown")

    done = demo(tmp_path / "demo", write_package(tmp_path / "a folder", TROUBLED), UPTIME)

    assert done.returncode == 0, done.stderr
    assert "  author/welcome.txt " in done.stdout
    assert "  support-packet-uptime/uptime.txt " in done.stdout
    for warning in ("The reactor is off.", "KeyError: 'a mistake'", "Half of it is missing."):
        assert warning in done.stdout


def test_nor_does_a_package_that_cannot_be_loaded(tmp_path: Path) -> None:
    done = demo(tmp_path / "demo", write_package(tmp_path / "broken", "raise RuntimeError('no')"))

    assert done.returncode == 0, done.stderr
    assert "The collector author of support-packet-author could not be loaded" in done.stdout


def test_a_package_that_ends_the_server_is_one(tmp_path: Path) -> None:
    done = demo(tmp_path / "demo", write_package(tmp_path / "broken", "import os; os._exit(3)"))

    assert done.returncode == 1
    assert done.stderr.startswith("demo: The server did not start; its status is 3. Its log, ")


def test_the_environment_of_the_demo_stays_as_it_is(tmp_path: Path) -> None:
    packages = install_packages([UPTIME], tmp_path / "environment")

    [site] = (tmp_path / "environment").glob("lib/python*/site-packages")
    assert packages.variables["PYTHONPATH"].split(":")[0] == str(site)
    assert (site / "support_packet_uptime.py").is_file()
    here = subprocess.run(
        [sys.executable, "-c", "import support_packet_uptime"], capture_output=True, check=False
    )
    assert here.returncode == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing", "does not exist. PACKAGES names folders or wheels"),
        ("file", "is neither a folder nor a wheel. PACKAGES"),
        ("empty", "is not a package: it has no pyproject.toml. PACKAGES"),
    ],
)
def test_what_is_not_a_package_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()

    with pytest.raises(PackageError) as raised:
        check_packages([str(UPTIME), str(tmp_path / name)])

    assert str(raised.value).startswith(f"{tmp_path / name} {reason}")


def test_a_mistake_has_status_2_and_changes_nothing(tmp_path: Path) -> None:
    done = demo(tmp_path / "demo", tmp_path / "missing")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"demo: {tmp_path / 'missing'} does not exist. ")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "demo").exists()


def test_a_package_without_collectors_is_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", entry_points="")

    with pytest.raises(PackageError, match=r"package registers no collector\. Its pyproject"):
        install_packages([package], tmp_path / "environment")


def test_a_package_that_cannot_be_installed_says_why(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", "", "[project.scripts]\nx = 3")

    with pytest.raises(PackageError, match=r"package cannot be installed\. What pip says:\n") as e:
        install_packages([package], tmp_path / "environment")

    assert "project.scripts" in str(e.value)


def test_a_broken_pyproject_is_named(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", "", "[[")

    with pytest.raises(PackageError, match=r"pyproject\.toml cannot be read: .*line"):
        install_packages([package], tmp_path / "environment")
