"""The other nodes that the page may choose from, and the log of the one that is chosen."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace

from support_packet.host.nodes.access import NodeAccess
from support_packet.host.nodes.asked import AskedNodes
from support_packet.host.nodes.requests import Credential
from support_packet.host.preview.file_preview import FilePreview
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.mattermost.logs.log_summary import Hour
from support_packet.values.reason import Reason

_LOG = "mattermost.log"
"""What another node is asked for where this one has no log."""


@dataclass(frozen=True)
class WantedNode:
    """The node whose log is wanted, as whom it is asked, and for how many seconds."""

    hostname: str
    credential: Credential
    seconds: float


@dataclass(frozen=True)
class NodeLog:
    """The newest hours of the log `name` of a node, ascending, or why there are none."""

    hostname: str
    name: str
    hours: tuple[Hour, ...] = ()
    problem: Reason | None = None

    def changed(self, change: Callable[[str], str]) -> "NodeLog":
        """Return it with what `change` makes of its text."""
        if self.problem is None:
            return self
        message = self.problem.message.changed(change)
        return replace(self, problem=replace(self.problem, message=message))


def log_of_node(
    wanted: WantedNode,
    files: Iterable[FilePreview],
    asked: AskedNodes,
    access: NodeAccess,
    deadline: Deadline,
) -> NodeLog:
    """Ask a node for the log that is shown of this one; `asked` are nodes whose state is known.

    Only one that responds is sent the credential. It is waited for no longer than it may take, also
    where its name is looked up.
    """
    name = next((file.name for file in files if file.log), _LOG)
    hostname = wanted.hostname
    if problem := asked.problem(hostname):
        return NodeLog(hostname, name, problem=problem)

    def ask() -> Generator[tuple[Hour, ...], None, None]:
        if hostname not in asked.names:
            access.check(hostname)
        yield access.log_hours(hostname, name, wanted.seconds)

    task = TaskRunner("support-packet-hours").start(ask)
    [found] = gather([task], wanted.seconds, deadline)
    return NodeLog(hostname, name, found[0] if found else (), task.failure)
