"""The web application with its collectors loaded again when their files change."""

import logging
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from support_packet.errors import SupportPacketError
from support_packet.host.discovery.changed_sources import PackageSources, Snapshot, changed_files
from support_packet.host.discovery.collectors import find_collectors
from support_packet.process.running_work import running_work
from support_packet.process.threads import Thread
from support_packet.web.app import Application

_INTERVAL = 0.5
"""Seconds between two looks at the files."""

_MAX_SHOWN = 3

logger = logging.getLogger(__name__)


class ReloadingApplication:
    """A WSGI application that `make` makes again when a file of a collector has changed.

    Running requests finish with the one that they began with. If `make` fails, the current one
    stays. For development: files are looked at twice a second, by one thread a process,
    which `watch` starts.
    """

    def __init__(self, make: Callable[[], Application], plugins_dir: Path | None) -> None:
        # A file that is changed twice in a second would be taken for its compiled form.
        sys.dont_write_bytecode = True
        self._make = make
        self._sources = PackageSources(find_collectors(plugins_dir=plugins_dir)[0], plugins_dir)
        # Before the files are read: a change in between is not lost.
        self._seen: Snapshot = self._sources.snapshot()
        self._application = make()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request."""
        return self._application(environ, start_response)

    def watch(self) -> None:
        """Start looking at the files; once in each process, since a fork has no other threads."""
        Thread(target=self._watch, name="support-packet-reload", daemon=True).start()

    def _watch(self) -> None:
        pause = threading.Event()
        while not pause.wait(_INTERVAL):
            try:
                self.reload_changed()
            except Exception:
                logger.exception("The files of the collectors could not be looked at.")

    def reload_changed(self) -> bool:
        """Make the application again if a file has changed; return whether it has."""
        now = self._sources.snapshot()
        changed = changed_files(self._seen, now)
        if not changed:
            return False
        self._seen = now
        self._sources.forget()
        running_work.suspended.clear()
        try:
            self._application = self._make()
        except SupportPacketError as error:
            logger.error("%s Until then, the collectors stay as they were.", error)  # noqa: TRY400 -- it is the operator's
        else:
            logger.info("The collectors were loaded again: %s changed.", _shown(changed))
        return True


def _shown(changed: list[Path]) -> str:
    names = ", ".join(map(str, changed[:_MAX_SHOWN]))
    more = len(changed) - _MAX_SHOWN
    return f"{names} and {more} more" if more > 0 else names
