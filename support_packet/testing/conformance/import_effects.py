"""Imports modules in a fresh process, and reports what they did meanwhile: a small program."""

import json
import sys
import threading
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import support_packet.testing.author  # noqa: F401 -- what this program itself imports is not theirs
from support_packet.host.supervision.output import Output, current_output
from support_packet.testing.conformance.audit import Recorder, events_during

MARK = "effects of the import: "


def main(modules: Sequence[str]) -> None:
    """Import `modules`; print their effects, as JSON, on the last line of the standard output."""
    packages = {module.partition(".")[0] for module in modules}
    recorder = Recorder(packages, Path.cwd())
    before = set(threading.enumerate())
    current_output.set(Output("import"))
    events = events_during(recorder, lambda: [import_module(module) for module in modules])
    threads = [thread.name for thread in threading.enumerate() if thread not in before]
    effects = [str(event) for event in events if event.package in packages]
    effects += [f"starts the thread {name}" for name in threads]
    sys.stdout.write(f"\n{MARK}{json.dumps(effects)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
