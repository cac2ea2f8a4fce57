"""What every request begins with: the secrets are read, and the hooks of all collectors called."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from time import monotonic

from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.declarations import (
    Declarations,
    calling_hooks,
    gather_declarations,
)
from support_packet.host.hooks.requested import PACKET, Requested
from support_packet.host.nodes.access import NodeAccess, Wanted
from support_packet.host.nodes.reaching import reaching_nodes
from support_packet.host.nodes.requests import Credential
from support_packet.host.redactor import redactor_for
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import redacting
from support_packet.mattermost.installation import Mattermost
from support_packet.redaction.engine import Redactor
from support_packet.settings import Settings

NodeAccessFactory = Callable[
    [Settings, Mattermost, Deadline, Wanted, Credential | None], NodeAccess
]


@dataclass(frozen=True)
class Client:
    """Who asks.

    `secrets` are the client's own, which are removed like those of the installation. `credential`
    is what other nodes are asked with, for the same user; without it they send no packets. `gone`
    says, in any thread, whether the client has left. `node_access` reaches the other nodes.
    """

    secrets: Collection[str] = ()
    credential: Credential | None = None
    gone: Callable[[], bool] = lambda: False
    node_access: NodeAccessFactory = NodeAccess


_NOBODY = Client()


@dataclass(frozen=True)
class BegunRequest:
    """A request whose hooks have been called.

    `mattermost` knows its secrets. `started` is the time of the monotonic clock, in seconds.
    """

    mattermost: Mattermost
    collectors: Collectors
    settings: Settings
    requested: Requested
    client: Client
    deadline: Deadline
    nodes: NodeAccess
    declared: Declarations
    started: float

    @cached_property
    def redactor(self) -> Redactor:
        """Removes all known secrets, compiled on first use.

        `RedactionError` if they cannot be searched for.
        """
        return redactor_for(self.settings, self.declared.secrets, self.client.secrets)

    def redact_text(self, text: str) -> str:
        """Return `text` without secrets."""
        return self.redactor.redact_text(text)

    @contextmanager
    def calling(self) -> Iterator[None]:
        """Surround what starts a call into a package."""
        with redacting(self.redact_text), _reaching(self.nodes, self.requested):
            yield


def begin_request(
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings,
    requested: Requested = PACKET,
    client: Client = _NOBODY,
) -> BegunRequest:
    """Read the secrets, and call all hooks; the time of the packet starts now.

    Raises the errors of `Mattermost`, and `UnknownOptionError` for an option that `requested` names
    and no package has.
    """
    started = monotonic()
    deadline = Deadline(settings.packet_timeout, client.gone)
    mattermost = collectors.secrets_reader.read(mattermost, settings.collector_timeout, deadline)
    wanted = Wanted(requested.hops, requested.logs, frozenset(requested.exclude))
    nodes = client.node_access(settings, mattermost, deadline, wanted, client.credential)
    with (
        calling_hooks(mattermost, collectors, settings, client.secrets),
        _reaching(nodes, requested),
    ):
        declared = gather_declarations(mattermost, collectors, settings, deadline, requested)
    return BegunRequest(
        mattermost, collectors, settings, requested, client, deadline, nodes, declared, started
    )


def _reaching(nodes: NodeAccess, requested: Requested) -> AbstractContextManager[None]:
    return reaching_nodes(nodes) if requested.nodes else nullcontext()
