"""The contract: the four hooks that a collector package may implement.

A package registers a module, or any object, under the entry-point group `support_packet`. Its
hooks declare; the host runs what they declare, each apart from the others and under a deadline.
A hook implementation takes those of the documented arguments that it needs, by name. Hooks are
called again for every packet and must be quick: the work belongs into what they declare.
"""

from collections.abc import Iterable

import pluggy

from support_packet.contract import (
    PROJECT,
    Facts,
    Mattermost,
    PacketFacts,
    PacketFile,
    PacketNotice,
)

hookspec = pluggy.HookspecMarker(PROJECT)


@hookspec
def packet_files(mattermost: Mattermost, facts: Facts) -> PacketFile | Iterable[PacketFile]:
    """Declare files of the packet.

    >>> from support_packet import Mattermost, PacketFile, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_files(mattermost: Mattermost) -> PacketFile:
    ...     return PacketFile(
    ...         name="site_url.txt",
    ...         title="Site URL",
    ...         description="The address under which users reach the server.",
    ...         collect=lambda: mattermost.config.text("ServiceSettings.SiteURL"),
    ...     )
    """


@hookspec
def packet_facts(mattermost: Mattermost) -> PacketFacts | Iterable[PacketFacts]:
    """Declare more keys of `support_packet.yaml`.

    >>> import platform
    >>> from support_packet import PacketFacts, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_facts() -> PacketFacts:
    ...     return PacketFacts(
    ...         keys=("kernel_release",),
    ...         collect=lambda: {"kernel_release": platform.release()},
    ...     )
    """


@hookspec
def packet_secrets(mattermost: Mattermost) -> Iterable[str]:
    """Return values that must never leave the server, in whatever file they appear.

    The secrets of Mattermost's configuration are known already; this is for those that only the
    package knows. Where this hook fails, the package's own files are withheld.

    >>> from pathlib import Path
    >>> from support_packet import hookimpl
    >>>
    >>> @hookimpl
    ... def packet_secrets() -> list[str]:
    ...     key = Path("/etc/example/api.key")
    ...     return [key.read_text().strip()] if key.exists() else []
    """


@hookspec
def packet_notices(mattermost: Mattermost) -> PacketNotice | Iterable[PacketNotice]:
    """Declare what an admin should do before downloading a packet.

    >>> from support_packet import Mattermost, PacketNotice, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    ...     if mattermost.config.flag("LogSettings.EnableFile"):
    ...         return []
    ...     return [PacketNotice("Enable file logging before you download a packet.")]
    """
