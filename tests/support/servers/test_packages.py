"""A server that is not installed skips its tests, and fails them in CI."""

import os

import pytest
from support.servers.packages import find_program, required_program


@pytest.fixture(autouse=True)
def _not_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody but root installs packages."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_a_program_outside_of_the_path_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")

    assert find_program("fsck")


def test_a_missing_program_skips_and_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="of the Debian package slapd: install it"):
        required_program("no-such-program", "slapd")


def test_a_missing_program_is_a_failure_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="of the Debian package slapd: install it"):
        required_program("no-such-program", "slapd")
