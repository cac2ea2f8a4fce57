"""One loaded collector, as the host calls it."""

from collections.abc import Iterable, Mapping
from types import ModuleType

import pluggy

from support_packet.contract import Facts, Mattermost, PackageSettings, PacketSetting, Request
from support_packet.host.discovery.package_settings import secrets_of
from support_packet.host.origin import CollectorId
from support_packet.host.supervision.runner import TaskRunner
from support_packet.values.message import N_
from support_packet.values.warning import warn


class Collector:
    """One loaded entry point: the typed front of its hooks.

    It has its own plugin manager: pluggy stops at the first implementation that raises and
    loses the results of all others, and one odd collector can break a manager that several share.
    """

    def __init__(
        self,
        origin: CollectorId,
        manager: pluggy.PluginManager,
        hooks: Iterable[str],
        declared_settings: Iterable[PacketSetting] = (),
        settings: PackageSettings | None = None,
    ) -> None:
        self.origin = origin
        self.hooks = tuple(sorted(hooks))
        self.declared_settings = tuple(declared_settings)
        self.settings: PackageSettings = {} if settings is None else settings
        self._manager = manager
        self.runner = self._new_runner()

    def with_own_runner(self, hangs_after: float) -> "Collector":
        """Return the same collector, with calls that may be abandoned before their deadline.

        They count as stuck after `hangs_after` seconds. They do not block those of this one, but
        what hangs in this one is not called there either.
        """
        own = self.with_settings(self.settings)
        own.runner = self._new_runner(elsewhere=self.runner, hangs_after=hangs_after)
        return own

    def with_settings(self, settings: PackageSettings) -> "Collector":
        """Return the same collector, which hands its hooks these settings."""
        return Collector(self.origin, self._manager, self.hooks, self.declared_settings, settings)

    @property
    def secrets(self) -> frozenset[str]:
        """The values of its settings that are secret."""
        return secrets_of(self.declared_settings, self.settings)

    @property
    def asks_for_facts(self) -> bool:
        """Whether its files may be made of facts."""
        found = self._manager.hook.packet_files.get_hookimpls()
        return any("facts" in each.argnames for each in found)

    def packet_files(self, mattermost: Mattermost, facts: Facts, request: Request) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        arguments = {"mattermost": mattermost, "facts": facts, "request": request}
        return self._call("packet_files", arguments)

    def packet_facts(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return self._call("packet_facts", {"mattermost": mattermost})

    def packet_secrets(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return self._call("packet_secrets", {"mattermost": mattermost})

    def packet_notices(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return self._call("packet_notices", {"mattermost": mattermost})

    def packet_options(self, mattermost: Mattermost) -> list[object]:
        """Return what the implementations of this hook returned, unchecked."""
        return self._call("packet_options", {"mattermost": mattermost})

    def _new_runner(
        self, elsewhere: TaskRunner | None = None, hangs_after: float = 0.0
    ) -> TaskRunner:
        return TaskRunner(
            str(self.origin),
            self.origin.distribution,
            _module_of(self._manager),
            elsewhere=elsewhere,
            hangs_after=hangs_after,
        )

    def _call(self, hook: str, arguments: Mapping[str, object]) -> list[object]:
        caller = getattr(self._manager.hook, hook)
        return call_hook(caller, {**arguments, "settings": self.settings})


def _module_of(manager: pluggy.PluginManager) -> str:
    """Return the module that has the hooks, or that of the object that has them."""
    for collector in manager.get_plugins():
        is_module = isinstance(collector, ModuleType)
        return collector.__name__ if is_module else type(collector).__module__
    return ""


def call_hook(caller: pluggy.HookCaller, arguments: Mapping[str, object]) -> list[object]:
    """Return what the implementations of a hook returned; one that returned `None` is a warning.

    pluggy drops `None` silently, and a missing `return` would go unnoticed.
    """
    returned = caller(**arguments)
    # A list made by pluggy, unless a wrapper around the hook returned something else.
    results = returned if isinstance(returned, list) else [returned]
    if not results:
        warn(
            N_(
                "Its hook %(hook)s returned None: a return is missing. Where there is nothing to "
                "declare, return an empty list."
            ),
            hook=caller.name,
        )
    return results
