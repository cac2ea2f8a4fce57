"""Rules for what a package is: it loads, and its import has no effects."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator

from support_packet.host.discovery.collectors import load_entry_points
from support_packet.testing.conformance.import_effects import MARK
from support_packet.testing.conformance.rule import Rule
from support_packet.testing.conformance.trial import Trial
from support_packet.testing.under_test import GivenObject

_IMPORT_SECONDS = 60
_MAX_SHOWN = 500


def _loads(trial: Trial) -> Iterator[str]:
    collectors = load_entry_points(trial.found, trial.author_on_copy("loading").settings())
    for problem in collectors.problems:
        yield str(problem)


def _imports_quietly(trial: Trial) -> Iterator[str]:
    modules = {
        entry.entry_point.module
        for entry in trial.found
        if not isinstance(entry.entry_point, GivenObject)
    }
    if not modules:
        return
    try:
        done = _import(modules)
    except subprocess.TimeoutExpired:
        yield f"The import takes more than {_IMPORT_SECONDS} s. Work in collect."
        return
    printed, found, report = done.stdout.rpartition(MARK)
    if not found:
        yield f"The import ended the process: {done.stderr.strip()[-_MAX_SHOWN:]}"
        return
    for effect in json.loads(report):
        yield f"The import has an effect: {effect}. Do it in collect."
    for line in [*printed.splitlines(), *done.stderr.splitlines()]:
        if line.strip():
            yield f"The import prints {line.strip()!r}: remove that."


def _import(modules: Iterable[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- this interpreter
        [sys.executable, "-m", "support_packet.testing.conformance.import_effects", *modules],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=_IMPORT_SECONDS,
    )


LOADS = Rule("loads", "Every entry point loads, and has a hook.", _loads)
IMPORT = Rule(
    "import",
    "Importing the package prints nothing, starts nothing and changes nothing.",
    _imports_quietly,
)
