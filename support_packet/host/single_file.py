"""One file as a packet would hold it, without the packet."""

from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import closing

from support_packet.archive.plain_content import PlainContent
from support_packet.contract import PacketFolder
from support_packet.errors import ContentCut
from support_packet.host.discovery.plugins import Collectors
from support_packet.host.files.ahead import AnyCollection, CollectionsInTurn
from support_packet.host.files.collection import MadeFile
from support_packet.host.files.sending import send_file
from support_packet.host.hooks.chosen_files import AnyDeclared, without_forbidden
from support_packet.host.hooks.declarations import calling_hooks, gather_declarations
from support_packet.host.hooks.requested import Requested
from support_packet.host.problems import Kind, Problem, cut_kind
from support_packet.host.redactor import redactor_for
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import redacting
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings

_INCOMPLETE = (Kind.LEFT_OUT, Kind.CUT_SHORT)


class SingleFile:
    """The file called `name`, which may be one of a folder that a collector declares.

    Making it calls all hooks, and raises what `Packet` raises. `found` says whether a collector
    declares the file or its folder, `names` are those of all declared files, folders with a slash
    at their end. `members` are the names of the folder's files that have been made.
    """

    def __init__(  # noqa: PLR0913 -- as for a packet
        self,
        mattermost: Mattermost,
        collectors: Collectors,
        settings: Settings,
        name: str,
        requested: Requested,
        *,
        secrets: Collection[str] = (),
    ) -> None:
        self.members: list[str] = []
        self._name = name
        self._settings = settings
        self._deadline = Deadline(settings.packet_timeout)
        deadline = self._deadline
        mattermost = collectors.secrets_reader.read(
            mattermost, settings.collector_timeout, deadline
        )
        with calling_hooks(mattermost, collectors, settings, secrets):
            declared = gather_declarations(mattermost, collectors, settings, deadline, requested)
        self._redactor = redactor_for(settings, declared.secrets, secrets)
        self._facts = declared.facts
        self._files = [file for file in declared.files if _holds(file, name)]
        self._problems = list(declared.problems)
        self._own: list[Problem] = []
        self.names = [_shown_name(file) for file in declared.files]

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
        origins = {None, *(file.origin for file in self._files)}
        around = [each for each in self._problems if not self.found or each.origin in origins]
        every = [*around, *self._facts.all_problems, *self._own] if self.found else around
        return [problem.changed(self._redactor.redact_text) for problem in every]

    def content(self, *, raw: bool = False) -> Generator[bytes, None, None]:
        """Yield the file as it is made, once; an empty piece while it takes its time.

        A `raw` one keeps its secrets.
        """
        files = self._files if raw else without_forbidden(self._files, self._settings, self._own)
        turns = CollectionsInTurn(
            files, self._settings, self._deadline, lambda: redacting(self._redactor.redact_text)
        )
        # The deadline is closed last: it ends every wait of a collector that is still running.
        with closing(self._deadline), closing(turns):
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
