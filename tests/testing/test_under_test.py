"""Which collectors a test is about."""

from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.sources import GOOD

from support_packet.testing import Author, Installation
from support_packet.testing.under_test import collectors_under_test

PROJECT = '[project]\nname = "My.Package"\n[project.entry-points.support_packet]\nreport = "{0}"\n'


@pytest.fixture
def test_file(tmp_path: Path, packages: InstalledPackages) -> Path:
    """Return the path of a test, in a project whose package is installed."""
    packages.install("my-package", GOOD, entry_points={"report": "my_package"})
    project = tmp_path / "project"
    (project / "tests").mkdir(parents=True)
    (project / "pyproject.toml").write_text(PROJECT.format("my_package"), encoding="utf-8")
    (project / "tests" / "pyproject.toml").write_text("[tool.black]\n", encoding="utf-8")
    return project / "tests" / "test_report.py"


def test_those_of_the_project_that_the_test_is_in(
    test_file: Path, packages: InstalledPackages
) -> None:
    packages.install("other", GOOD)

    [found] = collectors_under_test(test_file).found

    assert (found.origin.distribution, found.origin.entry_point) == ("my-package", "report")


def test_without_a_project_all_but_the_built_in_ones(packages: InstalledPackages) -> None:
    packages.install("other", GOOD)

    under_test = collectors_under_test(Path("/nowhere/test_a.py"))

    assert [entry.origin.entry_point for entry in under_test.found] == ["other"]


def test_those_that_are_named(test_file: Path) -> None:
    [found] = collectors_under_test(test_file, ["plugins_json"]).found

    assert found.origin.built_in


def test_a_name_that_no_package_registers(test_file: Path) -> None:
    with pytest.raises(LookupError, match=r"named none: install the package .*report"):
        collectors_under_test(test_file, ["none"])


def test_an_entry_point_that_is_not_installed_yet(
    test_file: Path, installation: Installation
) -> None:
    project = test_file.parents[1] / "pyproject.toml"
    project.write_text(PROJECT.format("my_package.report"), encoding="utf-8")
    under_test = collectors_under_test(test_file)
    author = Author(installation, under_test.found, under_test.problem)

    with pytest.raises(LookupError, match=r"my-package is not installed with .* Install it"):
        author.packet()
    assert author.use(object()).found


def test_nothing_that_is_installed(installation: Installation) -> None:
    with pytest.raises(LookupError, match="Install your package"):
        Author(installation, []).packet()
