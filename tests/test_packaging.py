"""What ships: the wheel contains what it should, and works without this directory."""

import importlib.metadata
import json
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest
from support.shared import shared_directory

from support_packet.cli.main import main

ROOT = Path(__file__).parents[1]
TOP_LEVEL = {"support_packet", "collectors", "hookspecs"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel as it is built from the source distribution."""

    def build(directory: Path) -> None:
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", directory, ROOT)

    return next(shared_directory(tmp_path_factory.getbasetemp(), "wheel", build).glob("*.whl"))


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the interpreter of a new virtual environment with the wheel in it.

    It depends on the packages that the tests run with, so that nothing is downloaded.
    """
    directory = tmp_path_factory.mktemp("environment")
    venv.create(directory, symlinks=True)
    python = directory / "bin" / "python"
    # pip takes more than a second.
    how = ("--offline", "--no-deps", "--compile-bytecode", "--quiet")
    run(sys.executable, "-m", "uv", "pip", "install", *how, "--python", python, wheel)
    site_packages = Path(sysconfig.get_path("purelib", vars={"base": str(directory)}))
    borrowed = sysconfig.get_path("purelib")
    (site_packages / "borrowed.pth").write_text(borrowed, encoding="utf-8")
    return python


@pytest.fixture(scope="session")
def mypy(python: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str | Path]:
    """Return the command that checks types with what is installed in that environment.

    What it finds out about these packages is kept from one run to the next.
    """
    kept = tmp_path_factory.mktemp("mypy")
    return [sys.executable, "-m", "mypy", "--cache-dir", kept, "--python-executable", python]


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command, expect it to succeed and return what it printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def names_in(wheel: Path) -> list[str]:
    """Return the paths of the files in `wheel`."""
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def entry_points(wheel: Path) -> ConfigParser:
    """Return the entry points that `wheel` declares, by group."""
    declared = ConfigParser(delimiters=("=",))
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/entry_points.txt"))
        declared.read_string(archive.read(name).decode())
    return declared


def test_the_wheel_passes_check_wheel_contents(wheel: Path) -> None:
    run(sys.executable, "-m", "check_wheel_contents", "--config", ROOT / "pyproject.toml", wheel)


def test_the_wheel_has_three_top_level_names(wheel: Path) -> None:
    tops = {name.partition("/")[0].removesuffix(".py") for name in names_in(wheel)}

    assert {top for top in tops if not top.endswith(".dist-info")} == TOP_LEVEL


def test_no_other_distribution_owns_a_top_level_name() -> None:
    owners = importlib.metadata.packages_distributions()

    for name in TOP_LEVEL:
        assert set(owners.get(name, [])) <= {"support-packet"}


def test_the_wheel_holds_every_file_of_the_tree(wheel: Path) -> None:
    tree = {
        path.relative_to(ROOT).as_posix()
        for package in ("support_packet", "collectors")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }

    assert {name for name in names_in(wheel) if ".dist-info/" not in name} == {
        *tree,
        "hookspecs.py",
    }
    assert "support_packet/py.typed" in tree
    assert "support_packet/mattermost/configuration/config_keys.tsv" in tree


def test_every_collector_is_an_entry_point(wheel: Path) -> None:
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "collectors").rglob("*.py")
        if "@hookimpl" in path.read_text(encoding="utf-8")
    }

    assert sorted(entry_points(wheel)["support_packet"].values()) == sorted(modules)


def test_the_installed_wheel_loads_every_collector(
    wheel: Path, python: Path, tmp_path: Path
) -> None:
    output = run(python.with_name("support-packet"), "plugins", "--json", cwd=tmp_path)

    states = {plugin["entry_point"]: plugin["state"] for plugin in json.loads(output)}
    assert states == dict.fromkeys(entry_points(wheel)["support_packet"], "loaded")


def test_the_installed_wheel_makes_a_packet(python: Path, tmp_path: Path) -> None:
    """Only the demo is from this directory; it starts the wheel's server."""
    run(python, "-m", "demo.run", "--once", tmp_path / "demo", cwd=ROOT)


def test_the_installed_wheel_does_not_need_this_directory(python: Path, tmp_path: Path) -> None:
    places = run(
        *(python, "-c"),
        "import collectors, hookspecs, support_packet as s\n"
        "print(collectors.__file__, hookspecs.__file__, s.__file__, sep='\\n')",
        cwd=tmp_path,
    ).splitlines()

    assert all(Path(place).is_relative_to(python.parents[1]) for place in places)


OUTSIDE_PACKAGE = """\
from support_packet import Mattermost, PacketFile, hookimpl

@hookimpl
def packet_files(mattermost: Mattermost) -> PacketFile:
    reveal_type(mattermost.config)
    return PacketFile(name="a.txt", collect=lambda: "a")
"""


def test_an_outside_package_is_fully_typed(mypy: list[str | Path], tmp_path: Path) -> None:
    """Without any configuration, mypy finds a wrong type, and nothing wrong in a right one."""
    (tmp_path / "right.py").write_text(OUTSIDE_PACKAGE, encoding="utf-8")
    wrong = OUTSIDE_PACKAGE.replace('lambda: "a"', "lambda: 1")
    (tmp_path / "wrong.py").write_text(wrong, encoding="utf-8")

    report = subprocess.run(
        [*mypy, "--strict", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    ).stdout

    revealed = 'Revealed type is "support_packet.contract.installation_parts.Config"'
    assert f"right.py:5: note: {revealed}" in report
    assert "right.py:6" not in report
    assert "wrong.py:6: error" in report
    assert " 1 file " in report


def test_every_member_that_authors_use_is_typed_for_an_outside_package(
    mypy: list[str | Path], tmp_path: Path
) -> None:
    """The examples of the reference use all of them."""
    for example in (ROOT / "docs/examples").glob("*.py"):
        shutil.copy(example, tmp_path)

    report = run(*mypy, "--strict", ".", cwd=tmp_path)

    assert f"no issues found in {len(list(tmp_path.glob('*.py')))} source files" in report


def test_a_new_package_is_green_at_once(
    python: Path, mypy: list[str | Path], tmp_path: Path
) -> None:
    name = "Ten.Reports"
    run(python.with_name("support-packet"), "new", name, cwd=tmp_path)
    package = tmp_path / name
    pip = (python, "-m", "pip", "--disable-pip-version-check")
    how = ("--no-deps", "--no-index", "--no-build-isolation", "--editable")
    run(*pip, "install", *how, package)

    try:
        assert "2 passed" in run(python, "-m", "pytest", "-p", "no:cacheprovider", cwd=package)
    finally:
        # Other tests use this environment, too.
        run(sys.executable, "-m", "uv", "pip", "uninstall", "--quiet", "--python", python, name)
    run(*mypy, cwd=package)


@pytest.mark.parametrize("name", ["support-packet-hello", "Ten.Reports", "x" * 60])
def test_a_new_package_is_formatted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Its names are in many lines, which may get too long."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", name]) == 0

    run(sys.executable, "-m", "ruff", "check", cwd=tmp_path / name)
    run(sys.executable, "-m", "ruff", "format", "--check", cwd=tmp_path / name)


def locked(name: str) -> set[str]:
    """Return `package==version` for each in a lock, without the systems that it is for."""
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return {line.split()[0] for line in lines if "==" in line.split("#")[0]}


def test_the_locks_agree() -> None:
    """Real servers, and the demo, get the versions that the tests ran with."""
    assert locked("runtime.txt") <= locked("demo.txt") <= locked("dev.txt")


def test_the_demo_installs_what_the_program_needs_and_what_builds_packages() -> None:
    more = {line.partition("==")[0] for line in locked("demo.txt") - locked("runtime.txt")}

    assert {"hatchling", "editables"} <= more
    assert not more & {"pytest", "mypy", "ruff", "playwright", "uv"}


@pytest.mark.parametrize("name", ["runtime.txt", "demo.txt", "dev.txt"])
def test_a_lock_names_no_package_index(name: str) -> None:
    assert "://" not in (ROOT / "requirements" / name).read_text(encoding="utf-8")
