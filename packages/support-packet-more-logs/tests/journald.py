"""Writes a journal with the real systemd-journald: a program, to be run in its own mount namespace.

It needs no systemd as the first process, and the machine's own journal is not touched.
"""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

JOURNALD = "/lib/systemd/systemd-journald"
_READY = "/run/ready"
_SETTINGS = "[Journal]\nStorage=volatile\nReadKMsg=no\nAudit=no\n"
_SECONDS = 30


def write_journal(folder: str, entries: list[tuple[str, str]]) -> None:
    """Put a journal with these `entries`, of a unit and a message each, into a new `folder`."""
    for place in ("systemd/journal", "systemd/journald.conf.d", "log/journal"):
        Path("/run", place).mkdir(parents=True)
    Path("/run/systemd/journald.conf.d/test.conf").write_text(_SETTINGS, encoding="utf-8")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ready:
        ready.bind(_READY)
        ready.settimeout(_SECONDS)
        with subprocess.Popen([JOURNALD], env={**os.environ, "NOTIFY_SOCKET": _READY}) as journald:
            try:
                while b"READY=1" not in ready.recv(4096):
                    pass
                _send(entries)
                subprocess.run(["journalctl", "--sync"], check=True, timeout=_SECONDS)
            finally:
                journald.terminate()
    shutil.copytree("/run/log/journal", folder)


def _send(entries: list[tuple[str, str]]) -> None:
    """Log as root about a unit, which is what journalctl finds besides a unit's own lines."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as log:
        log.connect("/run/systemd/journal/socket")
        for unit, message in entries:
            log.send(f"MESSAGE={message}\nOBJECT_SYSTEMD_UNIT={unit}.service\n".encode())


if __name__ == "__main__":
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    target, *words = sys.argv[1:]
    write_journal(target, list(zip(words[::2], words[1::2], strict=True)))
