"""One loaded collector, as the host calls it."""

from collections.abc import Iterable

import pluggy

from support_packet.contract import Facts, Mattermost
from support_packet.host.origin import CollectorId
from support_packet.host.supervision.runner import TaskRunner


class Collector:
    """One loaded entry point: the typed front of its hooks.

    It has a plugin manager of its own: pluggy stops at the first implementation that raises and
    loses the results of all others, and one odd plugin can break a manager that several share.
    """

    def __init__(
        self, origin: CollectorId, manager: pluggy.PluginManager, hooks: Iterable[str]
    ) -> None:
        self.origin = origin
        self.hooks = tuple(sorted(hooks))
        self.runner = TaskRunner(str(origin))
        self._manager = manager
        self._hook = manager.hook

    def with_own_runner(self) -> "Collector":
        """Return the same collector; a call of the one that hangs does not block the other."""
        return Collector(self.origin, self._manager, self.hooks)

    def packet_files(self, mattermost: Mattermost, facts: Facts) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _results(self._hook.packet_files(mattermost=mattermost, facts=facts))

    def packet_facts(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _results(self._hook.packet_facts(mattermost=mattermost))

    def packet_secrets(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _results(self._hook.packet_secrets(mattermost=mattermost))

    def packet_notices(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return _results(self._hook.packet_notices(mattermost=mattermost))


def _results(returned: object) -> list[object]:
    # A list made by pluggy, unless a wrapper around the hook returned something else.
    return returned if isinstance(returned, list) else [returned]
