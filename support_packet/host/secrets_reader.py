"""Reads an installation's secrets within a deadline, before any collector is called."""

from collections.abc import Callable, Generator
from functools import partial

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reduced import without_configuration, without_manifests
from support_packet.values.message import N_, Message

_PLUGIN_DIRECTORY = "PluginSettings.Directory"
_PLUGINS = N_("%(path)s does not respond. Check the file system that it is on.")
_HANGS = (
    "Reading it, or what else is secret, did not end in time. Check the file systems that "
    "Mattermost's files are on."
)


class SecretsReader:
    """Reads in its own threads, for all packets of this process: one that hangs is not joined.

    Each step has its own thread, so that the next packet knows at once which one hangs.
    """

    def __init__(self) -> None:
        self._configuration = TaskRunner("support-packet-configuration")
        self._manifests = TaskRunner("support-packet-manifests")
        self._secrets = TaskRunner("support-packet-secrets")

    def read(self, mattermost: Mattermost, seconds: float, deadline: Deadline) -> Mattermost:
        """Return `mattermost` with its secrets read, or a copy that does without what hangs.

        A file system that does not answer never lets a reader go. If the plugins are on it, the
        copy has no manifests, and their settings count as secrets. If anything else is, it has no
        configuration, so that everything is withheld that may hold a secret. Each of the steps
        may take `seconds`. `BrokenPipeError` when `deadline` says so.
        """

        def hangs(runner: TaskRunner, read: Callable[[], object]) -> bool:
            task = runner.start(partial(_once, read))
            gather([task], seconds, deadline)
            # Other failures are not handled here: reading the value again raises the same error.
            return not task.ended or task.skipped

        if hangs(self._configuration, lambda: mattermost.config_problem):
            return without_configuration(mattermost, _HANGS)
        known = mattermost
        if not mattermost.config_problem and hangs(self._manifests, lambda: mattermost.manifests):
            directory = mattermost.config.resolve(mattermost.config.text(_PLUGIN_DIRECTORY))
            known = without_manifests(mattermost, Message(_PLUGINS, path=directory))
        if hangs(self._secrets, lambda: known.secrets):
            return without_configuration(known, _HANGS)
        return known


def _once(read: Callable[[], object]) -> Generator[None, None, None]:
    """Read a property, which keeps its value from here on."""
    read()
    yield
