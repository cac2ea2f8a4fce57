"""The pytest plugin: the fixtures `installation` and `author`."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from support_packet.testing.author import Author
    from support_packet.testing.installation import Installation

INI_OPTION = "support_packet_collectors"

# pytest loads this module in every run.


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of pytest's configuration that names the collectors under test."""
    parser.addini(
        INI_OPTION,
        "entry points of support-packet that the fixture author tests; by default those of the "
        "distribution that the next pyproject.toml names",
        type="args",
    )


@pytest.fixture
def installation(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Installation]":
    """Return a small Mattermost installation in a temporary directory, with an SQLite database."""
    from support_packet.testing.installation import Installation  # noqa: PLC0415 -- not in every run

    made = Installation(tmp_path_factory.mktemp("installation") / "mattermost")
    yield made
    made.close()


@pytest.fixture
def author(installation: "Installation", request: pytest.FixtureRequest) -> "Author":
    """Return a maker of packets of the collectors under test, from the fixture `installation`."""
    from support_packet.testing.author import Author  # noqa: PLC0415 -- not in every run
    from support_packet.testing.under_test import collectors_under_test  # noqa: PLC0415 -- not in every run

    under_test = collectors_under_test(request.path, request.config.getini(INI_OPTION))
    return Author(installation, under_test.found, under_test.problem)
