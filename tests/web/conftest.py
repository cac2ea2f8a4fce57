"""The example installation and a server of it, as fixtures."""

from collections.abc import Iterator

import pytest
from support.serving.program import Program, serving

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
