"""Makes the files of one packet ahead of their turn, several at the same time."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass

from support_packet.contract import PacketFolder
from support_packet.host.files.collection import FileCollection
from support_packet.host.files.folder_collection import FolderCollection
from support_packet.host.hooks.chosen_files import AnyDeclared
from support_packet.host.hooks.hook_calls import Declared
from support_packet.host.supervision.deadline import Deadline
from support_packet.settings import Settings

Calling = Callable[[], AbstractContextManager[None]]
AnyCollection = FileCollection | FolderCollection


@dataclass
class _Place:
    """One declaration in the order of the packet; `withdrawn` if it waits for its turn."""

    declared: AnyDeclared
    collection: AnyCollection | None = None
    withdrawn: bool = False


class CollectionsInTurn:
    """The collections of one packet in its order, the next ones running already.

    `settings.parallel_collectors` of them run at the same time, that whose turn it is included;
    each that has to wait for its turn holds at most a full buffer. One that waits with a full
    buffer may hold something that the one whose turn it is needs, such as the connection to the
    database. So when the latter keeps the host waiting, those are ended, and begun again in their
    turn; not those that declare to hold nothing of the kind. `close` ends all. Each is started
    within a block of `calling`.
    """

    def __init__(
        self,
        declared: Sequence[AnyDeclared],
        settings: Settings,
        deadline: Deadline,
        calling: Calling,
    ) -> None:
        self._waiting = deque(map(_Place, declared))
        self._settings = settings
        self._deadline = deadline
        self._calling = calling

    def __iter__(self) -> Iterator[AnyCollection]:
        """Yield the collections, each until the next is asked for."""
        while self._waiting and not self._deadline.expired:
            self._start_next()
            place = self._waiting.popleft()
            with closing(place.collection or self._start(place)) as collection:
                yield collection
            if collection.late:
                self._charge_siblings(collection)

    @property
    def rest(self) -> Sequence[AnyDeclared]:
        """The declarations that had no turn, because the packet's time is over."""
        return [place.declared for place in self._waiting]

    def close(self) -> None:
        """Make all collectors stop."""
        for place in self._waiting:
            if place.collection:
                place.collection.close()

    def _start_next(self) -> None:
        first = list(self._waiting)[: self._settings.parallel_collectors]
        for number, place in enumerate(first):
            if number and (place.withdrawn or self._has_enough(place)):
                continue
            if place.collection is None:
                place.collection = self._start(place)

    def _has_enough(self, place: _Place) -> bool:
        """Return whether as many of the same collector run as its file allows."""
        limit, collector = place.declared.value.max_parallel, place.declared.collector
        running = sum(
            each.collection is not None and each.declared.collector is collector
            for each in self._waiting
            if each.declared.value.max_parallel
        )
        return limit is not None and running >= limit

    def _start(self, place: _Place) -> AnyCollection:
        value, collector = place.declared.value, place.declared.collector
        limits = self._settings, self._deadline, self._withdraw_paused
        with self._calling():
            if isinstance(value, PacketFolder):
                return FolderCollection(Declared(value, collector), *limits)
            return FileCollection(Declared(value, collector), *limits)

    def _withdraw_paused(self) -> None:
        for place in self._waiting:
            if place.collection and place.collection.paused:
                place.collection.close()
                place.collection, place.withdrawn = None, True

    def _charge_siblings(self, late: AnyCollection) -> None:
        """Do not wait once more for other files of the same collector that hang with this one."""
        for place in self._waiting:
            if place.collection and place.declared.collector is late.declared.collector:
                place.collection.charge_silence()
