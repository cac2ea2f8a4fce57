"""Asks other nodes for their packets, as the admin whose packet is being made."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from http import HTTPStatus
from threading import Lock

from support_packet.collecting.node_packets import NO_PACKET, NodeState
from support_packet.errors import CollectError
from support_packet.host.nodes.asked import AskedNodes
from support_packet.host.nodes.connecting import NodeConnections, NodeResponse, Question
from support_packet.host.nodes.hops import HEADER, MAX_HOPS, next_header, own_name, own_program
from support_packet.host.nodes.identities import Identities
from support_packet.host.nodes.log_hours import hours_in
from support_packet.host.nodes.names import UNKNOWN_NODE, ConfiguredNodes, configured_nodes
from support_packet.host.nodes.read_ahead import ReadAhead
from support_packet.host.nodes.received_packet import Limits, check_answer, files_of
from support_packet.host.nodes.requests import HOURS_PATH, PACKET_PATH, READY_PATH, Credential
from support_packet.host.nodes.searched import HEADER as SEARCHED_HEADER
from support_packet.host.nodes.searched import searched_with
from support_packet.host.nodes.state import state_of
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.logs.log_summary import Hour
from support_packet.process.current_call import current_unshared
from support_packet.settings import Settings
from support_packet.values.message import N_
from support_packet.values.warning import warn

_BREAK_GLASS = N_(
    "Other nodes are not asked: the packet was requested with the break-glass token, which is not "
    "passed on. Where all nodes have the same, set SUPPORT_PACKET_NODES_SHARE_BREAK_GLASS=true."
)
_TOO_FAR = N_("Other nodes are not asked: the request came through %(hops)s nodes already.")


@dataclass(frozen=True)
class Wanted:
    """What a request wants of other nodes, too, after it came through `hops`.

    Without `logs` none of the server's logs is sent, and no file that `exclude` names.
    """

    hops: tuple[str, ...] = ()
    logs: bool = True
    exclude: frozenset[str] = frozenset()


class NodeAccess:
    """How the collectors of one request reach other nodes; implements `Nodes`.

    Without `credential` nodes send no packets, but say whether they could. `asked` are those that
    were asked that.
    """

    def __init__(
        self,
        settings: Settings,
        mattermost: Mattermost,
        deadline: Deadline,
        wanted: Wanted = Wanted(),
        credential: Credential | None = None,
    ) -> None:
        self.asked = AskedNodes()
        self._settings = settings
        self._mattermost = mattermost
        self._credential = credential
        self._wanted = wanted
        self._connections = NodeConnections(settings, deadline)
        self._identities = Identities(own_program(), own_name())
        self._configured: ConfiguredNodes | None = None
        self._lock = Lock()

    def fetch(
        self, hostname: str, *, only: Sequence[str], exclude: Sequence[str], seconds: float | None
    ) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Yield the files of the packet of the node `hostname`; `CollectError`, `ContentCut`."""
        if self._credential is None:
            raise CollectError(NO_PACKET)
        self.check_allowed(hostname)
        # The connection waits for no one, and no one for it.
        current_unshared.get()()
        left_out = self._wanted.exclude.union(exclude)
        response = self._ask(hostname, only, sorted(left_out), seconds, self._credential)
        with closing(ReadAhead(response)) as pieces:
            check_answer(response, hostname)
            self._identities.give_files(hostname, response.headers)
            limits = Limits(self._settings.max_file_bytes)
            searched = self._has_searched(response)
            for name, content in files_of(pieces, hostname, limits, searched=searched):
                if name not in left_out:
                    yield name, content

    def check(self, hostname: str) -> NodeState:
        """Return the state of the node `hostname`; `CollectError` if it has no packet to give."""
        self._check_known(hostname)
        seconds = self._mattermost.network_timeout
        question = Question(READY_PATH)
        with (
            self.asked.asking(hostname),
            self._connections.open(hostname, question, seconds=seconds) as response,
        ):
            state = state_of(response, hostname)
            self._identities.note(hostname, response.headers)
        return state

    def log_hours(self, hostname: str, name: str, seconds: float) -> tuple[Hour, ...]:
        """Return the hours of the log `name` of a node, ascending; `CollectError` says why not."""
        if self._credential is None:
            raise CollectError(NO_PACKET)
        self.check_allowed(hostname)
        question = Question(HOURS_PATH, (("log", name),), self._headers(self._credential))
        with self._connections.open(hostname, question, seconds=seconds) as response:
            self._identities.note(hostname, response.headers)
            return hours_in(response, hostname, name)

    def configured(self) -> Sequence[str]:
        """Return the nodes of the operator's setting, as they are in this request."""
        for problem in self.configured_nodes.problems:
            warn(problem.message)
        return self.configured_nodes.names

    @property
    def configured_nodes(self) -> ConfiguredNodes:
        """The same, with what is wrong with the setting."""
        with self._lock:
            if self._configured is None:
                self._configured = configured_nodes(self._settings)
            return self._configured

    def check_allowed(self, hostname: str) -> None:
        """Raise `CollectError` unless the node `hostname` may be asked for a packet."""
        hops = self._wanted.hops
        if len(hops) >= MAX_HOPS:
            raise CollectError(_TOO_FAR, hops=len(hops))
        of_operator = self._credential is not None and self._credential.operator
        if of_operator and not self._settings.nodes_share_break_glass:
            raise CollectError(_BREAK_GLASS)
        self._check_known(hostname)

    def _has_searched(self, response: NodeResponse) -> bool:
        """Return whether the node says that it has applied the rules of this one."""
        own = searched_with(self._settings)
        return own is not None and response.headers.get(SEARCHED_HEADER.lower()) == own

    def _check_known(self, hostname: str) -> None:
        if hostname in self._settings.nodes or hostname in self.configured_nodes.names:
            return
        live = self._mattermost.once("live nodes", self._mattermost.live_nodes)
        if hostname not in {node.hostname for node in live}:
            raise CollectError(UNKNOWN_NODE, node=repr(hostname[:255]))

    def _ask(
        self,
        hostname: str,
        only: Sequence[str],
        exclude: Sequence[str],
        seconds: float | None,
        credential: Credential,
    ) -> NodeResponse:
        """Return the answer to the request for a packet."""
        query = (*(("only", name) for name in only), *self._wishes())
        wanted = Question(PACKET_PATH, query, self._headers(credential))
        without = tuple(("exclude", name) for name in exclude)
        asked = replace(wanted, query=wanted.query + without)
        response = self._connections.open(hostname, asked, waiting=seconds)
        if response.status == HTTPStatus.BAD_REQUEST and without:
            # An older program there, which refuses to leave out what it does not have.
            response.close()
            response = self._connections.open(hostname, wanted, waiting=seconds)
        return response

    def _headers(self, credential: Credential) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {credential.token}",
            HEADER: next_header(self._wanted.hops),
        }

    def _wishes(self) -> list[tuple[str, str]]:
        """Return what the admin wants of the logs of this node, and so of the others'."""
        window = self._mattermost.log_window
        since, _, until = str(window).partition("/")
        times = [("since", since), ("until", until)] if window else []
        wishes = [(name, time) for name, time in times if time != ".."]
        return wishes if self._wanted.logs else [*wishes, ("basic_server_logs", "false")]
