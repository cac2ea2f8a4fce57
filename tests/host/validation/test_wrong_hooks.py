"""Hooks that pluggy would leave out, or refuse in its own words: authors read what to change."""

from collections.abc import Mapping

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import load, state_of

FUNCTIONS: Mapping[str, tuple[str, str]] = {
    "two for one hook": (
        """
        @hookimpl(specname="packet_files")
        def logs(): return []

        @hookimpl(specname="packet_files")
        def tables(): return []
        """,
        "Its functions logs and tables are both the hook packet_files. Return what both",
    ),
    "two for a hook that there is not": (
        """
        @hookimpl(specname="packet_flies")
        def logs(): return []

        @hookimpl(specname="packet_flies")
        def tables(): return []
        """,
        "no hook packet_flies. Did you mean packet_files?",
    ),
    "misspelt argument under another name": (
        """
        @hookimpl(specname="packet_files")
        def logs(matermost): return []
        """,
        "Its hook packet_files wants the argument matermost. It may take mattermost, facts",
    ),
    "not a function": (
        """
        from functools import partial

        packet_files = hookimpl(partial(list))
        """,
        "Its hook packet_files is partial, which is not called: declare it with def.",
    ),
}

METHODS: Mapping[str, tuple[str, str]] = {
    "misspelt argument": (
        "(self, matermost)",
        "wants the argument matermost. It may take mattermost, facts, settings, request.",
    ),
    "any arguments": ("(self, **arguments)", "takes **arguments, which gets nothing: name each"),
}


@pytest.mark.parametrize(("source", "message"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_the_functions_of_a_module(packages: InstalledPackages, source: str, message: str) -> None:
    packages.install("author", source)

    assert message in state_of(load(packages), "author").error


@pytest.mark.parametrize(("arguments", "message"), METHODS.values(), ids=METHODS)
def test_the_methods_of_an_object(
    packages: InstalledPackages, arguments: str, message: str
) -> None:
    source = f"""
    class Hooks:
        @hookimpl
        def packet_files{arguments}: return []

    hooks = Hooks()
    """
    packages.install("author", source, entry_points={"author": "author:hooks"})

    assert message in state_of(load(packages), "author").error


def test_a_hook_under_another_name_is_called(packages: InstalledPackages) -> None:
    source = """
    @hookimpl(specname="packet_files")
    def logs(): return []
    """
    packages.install("author", source)

    state = state_of(load(packages), "author")

    assert (state.hooks, state.error) == (("packet_files",), "")
