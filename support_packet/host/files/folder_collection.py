"""The files of one declared folder on their way from its collector, held to all limits."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from functools import partial

from support_packet.contract import PacketFolder
from support_packet.errors import ContentCut
from support_packet.host.files.collection import Collection, MadeFile
from support_packet.host.files.folder_content import (
    FileEnd,
    FileStart,
    FolderItem,
    RefusedFile,
    make_folder,
)
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.problems import Kind, Problem
from support_packet.host.supervision.deadline import Deadline
from support_packet.settings import Settings
from support_packet.values.reason import Reason


class FolderCollection(Collection[FolderItem]):
    """One run of a folder's `collect`; the limits are those of all its files together."""

    def __init__(
        self,
        declared: Declared[PacketFolder],
        settings: Settings,
        deadline: Deadline,
        on_silence: Callable[[], None] = lambda: None,
    ) -> None:
        self._problems: list[Problem] = []
        self._files = 0
        self._reason: Reason | None = None
        make = partial(make_folder, declared.value.name, declared.value.collect)
        super().__init__(declared, settings, deadline, make, on_silence)

    def problems(self) -> list[Problem]:
        """Return why files are missing that were never yielded."""
        return self._problems

    def files(self) -> Iterator[MadeFile]:
        """Yield the files as they come; the rest of one is dropped when the next is asked for."""
        items = self._items()
        for item in items:
            if isinstance(item, RefusedFile):
                self._problems.append(self.problem(Kind.LEFT_OUT, item.reason, item.name))
            elif isinstance(item, FileStart):
                self._files += 1
                pieces = self._pieces(items)
                yield MadeFile(item.name, pieces)
                _drop(pieces)
                if self._reason:
                    return

    def _pieces(self, items: Iterator[FolderItem]) -> Generator[bytes, None, None]:
        for item in items:
            if isinstance(item, bytes):
                try:
                    yield from self._within_cap(item)
                except ContentCut as cut:
                    self._end(cut.reason)
                    self.close()
                    raise
            elif isinstance(item, FileEnd):
                if item.failure:
                    raise ContentCut.because(self._why(item.failure))
                return
        if self._reason:
            raise ContentCut.because(self._reason)

    def _items(self) -> Iterator[FolderItem]:
        """Yield what comes; an empty piece for each silence. The folder's end is a problem."""
        try:
            for batch in self._batches():
                yield from batch or [b""]
        except ContentCut as cut:
            self._end(cut.reason)

    def _end(self, reason: Reason) -> None:
        """Note that no more files follow, and why."""
        if self._reason is None:
            self._reason = reason
            kind = Kind.CUT_SHORT if self._files else Kind.LEFT_OUT
            self._problems.append(self.problem(kind, reason, f"{self.declared.value.name}/"))


def _drop(pieces: Iterator[bytes]) -> None:
    """Take what is left of a file, so that the next one begins where it begins."""
    with suppress(ContentCut):
        deque(pieces, maxlen=0)
