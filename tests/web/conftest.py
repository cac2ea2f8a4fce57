"""The example installation and servers of it, as fixtures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.distributions.sources import RANDOM_WITHOUT_END
from support.serving.program import Program, serving, serving_with

from demo.installation import Installation, build_installation


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return the example, to be read only."""
    return build_installation(tmp_path_factory.mktemp("example") / "mattermost")


@pytest.fixture(scope="module")
def program(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Program]:
    """Return a server of the example."""
    with serving(installation.directory, tmp_path_factory.mktemp("program")) as program:
        yield program


@pytest.fixture
def endless(installation: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server whose packets never end by themselves."""
    with serving_with(RANDOM_WITHOUT_END, installation.directory, tmp_path) as program:
        yield program
