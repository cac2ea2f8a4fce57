"""A program whose clock is wrong."""

import os
import sys
from pathlib import Path

_SLEEP = """import select
import time

time.sleep = lambda seconds: select.select((), (), (), seconds)
"""
"""Up to 0.9.10 the library refuses to let a program sleep until a time of the clock that it is to
leave alone, which is what Python does from 3.11 on: https://github.com/wolfcw/libfaketime/issues/426
"""


def clock_ahead(hours: int, folder: Path) -> tuple[list[str], dict[str, str]]:
    """Return a command that runs Python so many hours ahead, and variables to run it with.

    It reads a module of `folder` first. Not by the command `faketime`, which would be between the
    test and the program.
    """
    [library, *_] = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    # The clock by which time is measured has no hours to be wrong by.
    clock = (f"LD_PRELOAD={library}", f"FAKETIME={hours:+}h", "FAKETIME_DONT_FAKE_MONOTONIC=1")
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_SLEEP, encoding="utf-8")
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    return ["env", *clock, sys.executable], {"PYTHONPATH": path}
