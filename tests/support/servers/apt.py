"""Installs Debian packages for the tests: in bounded time, and without removing any."""

import fcntl
import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

_SECONDS = 300.0
_SECONDS_TO_STOP = 10.0
_INSTALL = ("install", "--yes", "--no-remove", "--no-install-recommends")
# Run level 1 keeps a package's own scripts from starting its service.
_VARIABLES = {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}


class Apt:
    """The `apt-get` on `PATH`; one installation takes at most `seconds`.

    The workers of a test run take turns and share their results in the file `record`: a broken
    mirror costs a run its time once for each package.
    """

    def __init__(self, seconds: float = _SECONDS, record: Path | None = None) -> None:
        self._seconds = seconds
        self._record = record or Path(tempfile.gettempdir(), "support-packet-tests-apt.json")

    def install(self, package: str) -> str | None:
        """Install `package`; return what went wrong, also if that was earlier in this run."""
        with self._results() as results:
            if package not in results:
                results[package] = self._install(package)
            return results[package]

    @contextmanager
    def _results(self) -> Iterator[dict[str, str | None]]:
        """Yield the results of this run's installations by package, while others wait."""
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
        with self._record.open("a+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            results: dict[str, str | None] = {}
            with suppress(ValueError):  # a run that was killed left half a file
                results = json.load(file).get(run, {})
            yield results
            file.truncate(0)
            json.dump({run: results}, file)

    def _install(self, package: str) -> str | None:
        until = time.monotonic() + self._seconds
        if self._run(until, *_INSTALL, package) is None:
            return None
        # The lists of packages may be missing, or older than the mirror.
        update = self._run(until, "update")
        install = self._run(until, *_INSTALL, package)
        return install and "; ".join(dict.fromkeys(filter(None, (update, install))))

    def _run(self, until: float, *arguments: str) -> str | None:
        """Run apt-get and return None, or how it failed."""
        with tempfile.TemporaryFile("w+", errors="replace") as output:
            try:
                status = _status_of(["apt-get", "--quiet", *arguments], until, output)
            except FileNotFoundError:
                return "there is no apt-get"
            except subprocess.TimeoutExpired:
                return f"apt-get had not finished after {self._seconds:g} seconds"
            output.seek(0)
            said = " ".join(output.read().split("\n")[-6:]).strip() or "no output"
        return f"apt-get {arguments[0]} failed with status {status}: {said}" if status else None


def _status_of(command: list[str], until: float, output: IO[str]) -> int:
    """Run a command and return its exit status; it has ended, with all that it started, by then."""
    process = subprocess.Popen(
        command,
        env=os.environ | _VARIABLES,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        return process.wait(max(0.0, until - time.monotonic()))
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_STOP)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
