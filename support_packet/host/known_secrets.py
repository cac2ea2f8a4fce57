"""Reads an installation's secrets within a deadline, before any collector is called."""

from collections.abc import Generator
from functools import partial

from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.runner import TaskRunner, gather
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.reduced import without_configuration, without_manifests
from support_packet.values.message import N_, Message

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
        self._runners = {
            name: TaskRunner(f"support-packet-{name}")
            for name in ("configuration", "manifests", "secrets")
        }

    def read(self, mattermost: Mattermost, seconds: float, deadline: Deadline) -> Mattermost:
        """Return `mattermost` with its secrets read, or a copy that does without what hangs.

        A file system that does not answer never lets a reader go. If the plugins are on it, the
        copy has no manifests, and their settings count as secrets. If anything else is, it has no
        configuration, so that everything is withheld that may hold a secret. Each of the steps
        may take `seconds`. `BrokenPipeError` when `deadline` says so.
        """

        def hangs(name: str) -> bool:
            task = self._runners[name].start(partial(_read, mattermost, name))
            gather([task], seconds, deadline)
            # Other failures are not handled here: reading the value again raises the same error.
            return not task.ended or task.skipped

        if hangs("configuration"):
            return without_configuration(mattermost, _HANGS)
        if not mattermost.config_problem and hangs("manifests"):
            config = mattermost.config
            directory = config.resolve(config.text("PluginSettings.Directory"))
            mattermost = without_manifests(mattermost, Message(_PLUGINS, path=directory))
        return without_configuration(mattermost, _HANGS) if hangs("secrets") else mattermost


def _read(mattermost: Mattermost, name: str) -> Generator[None, None, None]:
    """Read the property `name`, so that it is known from here on."""
    getattr(mattermost, {"configuration": "config_problem"}.get(name, name))
    yield
