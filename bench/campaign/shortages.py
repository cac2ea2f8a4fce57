"""Shortages of what a machine has: room on disk, descriptors, memory, a steady clock."""

import os
import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from bench.campaign.target import Tally, attacked
from bench.clients import PACKET, get, together, wrong_token


def full_disk(directory: Path, tally: Tally, _chance: random.Random) -> None:
    """Fill the file system of the logs, which has 1 MB."""
    small = Path(tempfile.mkdtemp(prefix="full-"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        tally.left_out = "only root may mount a small file system"
        small.rmdir()
        return
    try:
        with attacked(directory, tally, {}) as target:
            shutil.rmtree(target.installation.logs)
            target.installation.logs.symlink_to(small)
            with suppress(OSError):
                (small / "mattermost.log").write_bytes(b"x\n" * 2**20)
            tally.count(*together(10, lambda: get(target.port, PACKET, target.admin), 2))
            target.check()
    finally:
        subprocess.run(["umount", str(small)], check=False)
        small.rmdir()


def low_limits(directory: Path, tally: Tally, _chance: random.Random) -> None:
    """Leave few descriptors, then little memory: everything has to work again afterwards."""
    with attacked(directory, tally) as target:
        used = target.program.descriptors()
        address_space = target.program.memory_of("VmSize")
        limits = (
            (resource.RLIMIT_NOFILE, used + 8),
            (resource.RLIMIT_AS, address_space + 64 * 2**20),
        )
        for kind, value in limits:
            with target.limit(kind, value):
                tally.count(*together(40, lambda: get(target.port, PACKET, target.admin), 10))
                tally.count(*together(40, lambda: wrong_token(target.port), 20))
            # Without memory a worker may end; the main process then replaces it.
            target.check(replaced=kind == resource.RLIMIT_AS)


def clock(directory: Path, tally: Tally, _chance: random.Random) -> None:
    """Let the clock jump by days, there and back."""
    library = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))), None)
    if library is None:
        tally.left_out = "faketime is not installed"
        return
    file = directory.with_suffix(".time")
    file.write_text("+0\n", encoding="ascii")
    preload = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with _variables(preload), attacked(directory, tally) as target:
        # Not for longer than a session lasts.
        for jump in ("+3d", "-3d", "+0"):
            file.write_text(f"{jump}\n", encoding="ascii")
            tally.count(*together(10, lambda: get(target.port, PACKET, target.admin), 2))
            target.check()


def _variables(values: Mapping[str, str]) -> ExitStack:
    """Set variables of this process, which the service inherits, until the block ends."""
    closing = ExitStack()
    closing.callback(os.environ.update, dict(os.environ))
    for name, value in values.items():
        os.environ[name] = value
        closing.callback(os.environ.pop, name)
    return closing
