"""Booted systems: what is told of the processes in them."""

import os
import subprocess
import sys
from pathlib import Path

from support.chroots.machine import process_name


def test_a_process_has_its_name() -> None:
    assert process_name(os.getpid()) == Path("/proc/self/comm").read_text("utf-8").strip()


def test_a_process_that_has_ended_has_none() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()

    assert process_name(process.pid) == ""
