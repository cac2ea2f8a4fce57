"""Fixtures that all tests share: real servers, and collector packages installed on disk."""

import os
import sys
from collections.abc import Iterator

import pytest
from support.examples import load_profile

pytest_plugins = ["support.distributions.fixtures", "support.servers.fixtures"]

load_profile()


@pytest.fixture(autouse=True)
def normal_priority() -> Iterator[None]:
    """Fail a test that leaves this thread at idle priority: later ones would take minutes."""
    yield
    if sys.platform == "linux":
        assert os.sched_getscheduler(0) != os.SCHED_IDLE


@pytest.fixture(scope="session", autouse=True)
def rules_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the programs that tests start a directory for compiled rules, as systemd does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CACHE_DIRECTORY", str(tmp_path_factory.mktemp("cache")))
        yield
