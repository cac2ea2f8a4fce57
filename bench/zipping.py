"""What `zip`, and other programs, make of a log."""

import os
import resource
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from bench.program import Cost

PACKAGES = {"zip": "zip", "bsdtar": "libarchive-tools"}
"""The programs that are compared with, and read what was made, and Debian's packages of them."""

_READ_BYTES = 2**20


def missing_packages() -> list[str]:
    """Return the packages whose programs are not installed."""
    return [package for program, package in PACKAGES.items() if not shutil.which(program)]


def zip_6(log: Path) -> Cost:
    """Compress `log` with `zip -6`, discarding the output."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    size = output_size(["zip", "-6", "-q", "-", str(log)])
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu, size)


def output_size(command: Sequence[str], stdin: Path = Path(os.devnull)) -> int:
    """Run a program and return how many bytes it writes; `RuntimeError` if it fails."""
    size = 0
    with (
        stdin.open("rb") as file,
        subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE) as process,
    ):
        while process.stdout and (data := process.stdout.read(_READ_BYTES)):
            size += len(data)
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with status {process.returncode}.")
    return size
