"""The documents on testing: an outside package with the tests that they show passes, typed."""

import doctest
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages

from support_packet import testing
from support_packet.testing.conformance.check import RULES

PAGE = (Path(__file__).parents[2] / "docs/collectors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
[COLLECTOR] = [block for block in BLOCKS if "def system_names" in block]
[TESTS] = [block for block in BLOCKS if "def test_" in block]
INTERNAL = {"made", "previewed", "settings", "load", "found", "copied", "opened", "close"}
INTERNAL |= {"has_own_database", "cluster"}
"""Members for the fixtures and check_conformance, which are not the contract."""

DOCUMENTED = ("author", "conformance.check", "installation", "leaks", "made")


@pytest.fixture
def project(packages: InstalledPackages, tmp_path: Path) -> Path:
    """Return the folder of a project outside, with the collector and tests of the documents."""
    project = tmp_path / "my-package"
    (project / "tests").mkdir(parents=True)
    (project / "pyproject.toml").write_text('[project]\nname = "my-package"\n', encoding="utf-8")
    (project / "my_package.py").write_text(COLLECTOR, encoding="utf-8")
    (project / "tests" / "test_my_package.py").write_text(TESTS, encoding="utf-8")
    packages.register("my-package", "1.0", b"[support_packet]\nmy_package = my_package\n")
    return project


def run(module: str, *arguments: str, project: Path, packages: InstalledPackages) -> str:
    """Run a tool in `project`, as its author would; return what it prints."""
    path = os.pathsep.join([str(packages.folder), str(project)])
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=project,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_the_tests_that_the_page_shows_pass(project: Path, packages: InstalledPackages) -> None:
    printed = run("pytest", "-q", "-W", "error", project=project, packages=packages)

    assert "\n3 passed in " in printed, printed


def test_they_are_fully_typed_without_configuration(
    project: Path, packages: InstalledPackages
) -> None:
    wrong = TESTS.replace("made.yaml(", "made.ymal(").replace("author.packet()", "author.packet(1)")
    (project / "tests" / "wrong.py").write_text(wrong, encoding="utf-8")

    right = ("--strict", "my_package.py", "tests/test_my_package.py")
    assert "Success: no issues found in 2 source files" in run(
        "mypy", *right, project=project, packages=packages
    )
    found = run("mypy", "--strict", "tests/wrong.py", project=project, packages=packages)
    assert '"Made" has no attribute "ymal"' in found
    assert "Too many positional arguments" in found


def test_every_rule_is_documented() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| ([A-Z].*\.) \|$", PAGE, re.MULTILINE)

    assert rows == [(rule.name, rule.demand) for rule in RULES]


@pytest.mark.parametrize("name", testing.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)


@pytest.mark.parametrize("name", ["Installation", "Author", "Made", "Previewed"])
def test_every_member_is_documented(name: str) -> None:
    kind = getattr(testing, name)
    members = {member for member in {*vars(kind), *kind.__annotations__} if member[0] != "_"}

    assert {
        member for member in members - INTERNAL if not re.search(rf"`[^`]*\b{member}\b", PAGE)
    } == set()


@pytest.mark.parametrize("name", DOCUMENTED)
def test_the_examples_of_the_docstrings_are_true(name: str) -> None:
    module = importlib.import_module(f"support_packet.testing.{name}")
    result = doctest.testmod(module)

    assert result.attempted
    assert result.failed == 0


def test_an_unknown_name_is_not_one_of_the_kit() -> None:
    with pytest.raises(AttributeError, match="no attribute 'check_conformity'"):
        _ = testing.check_conformity  # type: ignore[attr-defined] # as in a misspelt import
