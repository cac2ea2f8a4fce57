"""The contract: the six hooks that a collector package may implement.

A package registers a module, or any object, under the entry-point group `support_packet`. Its
hooks declare; the host runs what they declare, each in isolation and under a deadline.
A hook implementation takes those of the documented arguments that it needs, by name. Hooks are
called again for every packet, for the page and for `support-packet check`, in several threads,
and must be quick: the work belongs in what they declare.
"""

from collections.abc import Iterable

import pluggy

from support_packet.contract import (
    PROJECT,
    Facts,
    Mattermost,
    PackageSettings,
    PacketFacts,
    PacketFile,
    PacketFolder,
    PacketNotice,
    PacketOption,
    PacketSetting,
    Request,
)

hookspec = pluggy.HookspecMarker(PROJECT)


@hookspec
def packet_files(
    mattermost: Mattermost, facts: Facts, settings: PackageSettings, request: Request
) -> PacketFile | PacketFolder | Iterable[PacketFile | PacketFolder]:
    """Declare files of the packet, and folders whose files are known only when they are made.

    The page and `support-packet check` call this hook, too. They call `collect` only where the
    file's `preview` allows it, and never that of a file with `default=False`.

    >>> from support_packet import Mattermost, PacketFile, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_files(mattermost: Mattermost) -> PacketFile:
    ...     return PacketFile(
    ...         name="my-package/site_url.txt",
    ...         title="Site URL",
    ...         description="The address under which users reach the server.",
    ...         collect=lambda: mattermost.config.text("ServiceSettings.SiteURL"),
    ...     )
    """


@hookspec
def packet_facts(
    mattermost: Mattermost, settings: PackageSettings
) -> PacketFacts | Iterable[PacketFacts]:
    """Declare more keys of `support_packet.yaml`, with the package's prefix.

    >>> import platform
    >>> from support_packet import PacketFacts, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_facts() -> PacketFacts:
    ...     return PacketFacts(
    ...         keys=("my_package.kernel",),
    ...         collect=lambda: {"my_package.kernel": platform.release()},
    ...     )
    """


@hookspec
def packet_secrets(mattermost: Mattermost, settings: PackageSettings) -> Iterable[str]:
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
def packet_notices(
    mattermost: Mattermost, settings: PackageSettings
) -> PacketNotice | Iterable[PacketNotice]:
    """Declare what an admin should do before downloading a packet.

    >>> from support_packet import Mattermost, PacketNotice, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_notices(mattermost: Mattermost) -> list[PacketNotice]:
    ...     if mattermost.config.flag("LogSettings.EnableFile"):
    ...         return []
    ...     return [PacketNotice("Enable file logging before you download a packet.")]
    """


@hookspec
def packet_settings() -> PacketSetting | Iterable[PacketSetting]:
    """Declare the package's own settings; called once, at start.

    The operator sets `SUPPORT_PACKET_<ENTRY POINT>__<NAME>`, such as
    `SUPPORT_PACKET_MY_PACKAGE__LINES=500`. The other hooks get the values as `settings`.

    >>> from support_packet import PackageSettings, PacketFile, PacketSetting, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_settings() -> PacketSetting:
    ...     return PacketSetting("greeting", "Hello", description="What the file begins with.")
    >>>
    >>> @hookimpl
    ... def packet_files(settings: PackageSettings) -> PacketFile:
    ...     return PacketFile("my-package/greeting.txt", lambda: str(settings["greeting"]))
    """


@hookspec
def packet_options(
    mattermost: Mattermost, settings: PackageSettings
) -> PacketOption | Iterable[PacketOption]:
    """Declare what an admin can choose for one packet; `request.option` returns the choice.

    >>> from support_packet import PacketFile, PacketOption, Request, hookimpl
    >>>
    >>> @hookimpl
    ... def packet_options() -> PacketOption:
    ...     days = {"1": "One day", "7": "One week"}
    ...     return PacketOption("period", days, title="Period", default="1")
    >>>
    >>> @hookimpl
    ... def packet_files(request: Request) -> PacketFile:
    ...     days = request.option("period")
    ...     return PacketFile("my-package/report.txt", lambda: f"The last {days} days")
    """
