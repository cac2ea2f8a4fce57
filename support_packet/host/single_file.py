"""One file as a packet would hold it, without the packet."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing

from support_packet.archive.plain_content import PlainContent
from support_packet.contract import PacketFolder
from support_packet.errors import ContentCut
from support_packet.host.begun_request import BegunRequest
from support_packet.host.files.ahead import AnyCollection, CollectionsInTurn
from support_packet.host.files.collection import MadeFile
from support_packet.host.files.sending import send_file
from support_packet.host.hooks.chosen_files import AnyDeclared, without_forbidden
from support_packet.host.problems import Kind, Problem, cut_kind

_INCOMPLETE = (Kind.LEFT_OUT, Kind.CUT_SHORT)


class SingleFile:
    """The file called `name`, which may be one of a folder that a collector declares.

    Making it raises `RedactionError` if the secrets cannot be searched for. `found` says whether a
    collector declares the file or its folder, `names` are those of all declared files, folders with
    a slash at their end. `members` are the names of the folder's files that have been made.
    """

    def __init__(self, request: BegunRequest, name: str) -> None:
        declared = request.declared
        self.members: list[str] = []
        self.names = [_shown_name(file) for file in declared.files]
        self._request = request
        self._redactor = request.redactor
        self._name = name
        self._files = [file for file in declared.files if _holds(file, name)]
        self._own: list[Problem] = []

    @property
    def found(self) -> bool:
        """Whether the name is that of a declared file, or below that of a folder."""
        return bool(self._files)

    @property
    def complete(self) -> bool:
        """Whether all of the file was made, as far as `content` is exhausted."""
        return not any(problem.kind in _INCOMPLETE for problem in self._own)

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with the file, or with what declares it; without secrets."""
        declared = self._request.declared
        every: list[Problem] = list(declared.problems)
        if self.found:
            origins = {None, *(file.origin for file in self._files)}
            around = [each for each in every if each.origin in origins]
            every = [*around, *declared.facts.all_problems, *self._own]
        return [problem.changed(self._request.redact_text) for problem in every]

    def content(self, *, raw: bool = False) -> Generator[bytes, None, None]:
        """Yield the file as it is made, once; an empty piece while it takes its time.

        A `raw` one keeps its secrets.
        """
        settings, deadline = self._request.settings, self._request.deadline
        files = self._files if raw else without_forbidden(self._files, settings, self._own)
        turns = CollectionsInTurn(files, settings, deadline, self._request.calling)
        # The deadline is closed last: it ends every wait of a collector that is still running.
        with closing(deadline), closing(turns):
            for collection in turns:
                for file in self._wanted(collection):
                    yield from self._send(file, collection, raw=raw)
                self._own = [*collection.warnings(), *self._own, *collection.problems()]

    def _wanted(self, collection: AnyCollection) -> Iterator[MadeFile]:
        folder = isinstance(collection.declared.value, PacketFolder)
        for file in collection.files():
            if folder:
                self.members.append(file.name)
            if file.name == self._name:
                yield file
                return

    def _send(
        self, file: MadeFile, collection: AnyCollection, *, raw: bool
    ) -> Generator[bytes, None, None]:
        if not raw:
            sent = yield from send_file(PlainContent(self._redactor), file, collection)
            self._own += sent.problems
            return
        try:
            yield from file.pieces
        except ContentCut as cut:
            self._own.append(collection.problem(cut_kind(cut.reason), cut.reason, file.name))


def _holds(file: AnyDeclared, name: str) -> bool:
    if isinstance(file.value, PacketFolder):
        return f"{name.rstrip('/')}/".startswith(f"{file.value.name}/")
    return file.value.name == name


def _shown_name(file: AnyDeclared) -> str:
    return f"{file.value.name}/" if isinstance(file.value, PacketFolder) else file.value.name
