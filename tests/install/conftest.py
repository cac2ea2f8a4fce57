"""Installations on other systems: they take minutes, so `make install-tests` runs them."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is in this folder unless it was asked for, and allow it more time."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.timeout(1200))
            if "INSTALL_TESTS" not in os.environ:
                item.add_marker(pytest.mark.skip(reason="takes minutes: make install-tests"))
