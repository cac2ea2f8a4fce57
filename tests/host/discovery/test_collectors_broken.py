"""Packages that do not load, or not right: each costs only itself, and is named."""

from pathlib import Path

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import load, state_of
from support.distributions.sources import GOOD

from support_packet.settings import Settings


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        (
            "import no_such_module_anywhere",
            "no_such_module_anywhere, which is not installed",
        ),
        ("def broken(:", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError: division by zero (broken.py, line 2)"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("class Odd(BaseException): pass\nraise Odd('odd')", "Odd: odd"),
        ("class Odd(Exception):\n def __str__(self): 1 / 0\nraise Odd", "no readable text"),
        ("def again(): again()\nagain()", "RecursionError"),
    ],
)
def test_a_package_that_does_not_import_costs_only_itself(
    packages: InstalledPackages, source: str, cause: str
) -> None:
    packages.install("broken", source)
    packages.install("good", GOOD)

    collectors = load(packages)

    assert state_of(collectors, "broken").state == "failed"
    assert state_of(collectors, "good").state == "loaded"
    [problem] = collectors.problems
    assert cause in str(problem)
    assert str(problem.origin) == "broken 1.0, entry point broken"
    assert "SUPPORT_PACKET_BLOCKED_COLLECTORS=broken" in str(problem.remedy)


def test_a_lack_of_memory_is_not_the_fault_of_the_package(packages: InstalledPackages) -> None:
    packages.install("large", "raise MemoryError")
    packages.install("good", GOOD)

    collectors = load(packages)

    [problem] = collectors.problems
    assert "The server is short of memory" in str(problem)
    assert problem.remedy is None
    assert state_of(collectors, "good").state == "loaded"


def test_an_import_that_hangs_is_left_alone(packages: InstalledPackages, tmp_path: Path) -> None:
    source = f"""
    import pathlib, time
    while not pathlib.Path("{tmp_path}/released").exists():
        time.sleep(0.01)
    """
    packages.install("hangs-in-import", source)
    packages.install("sound", GOOD)

    collectors = load(packages, Settings(collector_timeout=3))
    (tmp_path / "released").touch()

    assert "did not respond within 3 seconds" in state_of(collectors, "hangs-in-import").error
    assert state_of(collectors, "sound").state == "loaded"


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("no_such_module", "names the module no_such_module, which is not installed"),
        ("good:missing", "has no attribute 'missing'"),
        ("good:nothing", "good:nothing is None"),
        ("good : : wrong", "Invalid object reference"),
        ("", "Invalid object reference"),
    ],
)
def test_an_entry_point_that_leads_nowhere_is_named(
    packages: InstalledPackages, value: str, cause: str
) -> None:
    source = GOOD + "\n    nothing = None\n"
    packages.install("good", source, entry_points={"good": "good", "wrong": value})

    collectors = load(packages)

    assert cause in state_of(collectors, "wrong").error
    assert state_of(collectors, "good").state == "loaded"


def test_a_misspelt_hook_stops_nothing_and_is_reported(packages: InstalledPackages) -> None:
    packages.install("typo", GOOD + "\n    @hookimpl\n    def packet_flies(): return []\n")

    collectors = load(packages)

    assert state_of(collectors, "typo").state == "loaded"
    assert state_of(collectors, "typo").hooks == ("packet_files",)
    error = state_of(collectors, "typo").error
    assert error.startswith("There is no hook packet_flies. Did you mean packet_files?")
    assert "packet_files, packet_facts" in str(collectors.problems[0])


def test_an_argument_that_the_hook_has_not_is_named(packages: InstalledPackages) -> None:
    packages.install("typo", "@hookimpl\ndef packet_files(matermost): return []")

    state = state_of(load(packages), "typo")

    assert state.state == "failed"
    assert "matermost" in state.error


def test_a_package_without_any_hook_is_told_about_the_marker(packages: InstalledPackages) -> None:
    packages.install("bare", "def packet_files(): return []")

    state = state_of(load(packages), "bare")

    assert state.state == "loaded"
    assert "@hookimpl" in state.error


@pytest.mark.parametrize(
    "oddity",
    [
        "__hash__ = None",
        "def __eq__(self, other): raise RuntimeError('no')",
        "def __eq__(self, other): return True",
        "def __getattr__(self, name): raise RuntimeError('no')",
        "@property\n        def odd(self): raise SystemExit",
    ],
)
def test_an_odd_plugin_object_does_not_disturb_the_others(
    packages: InstalledPackages, oddity: str
) -> None:
    source = f"""
    class Odd:
        {oddity}

        @hookimpl
        def packet_files(self):
            return []

    odd = Odd()
    """
    packages.install("odd", source, entry_points={"first": "odd:odd", "second": "odd:odd"})
    packages.install("good", GOOD)

    assert state_of(load(packages), "good").state == "loaded"
