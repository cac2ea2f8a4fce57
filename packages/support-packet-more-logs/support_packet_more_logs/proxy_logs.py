"""The logs of the reverse proxy in front of Mattermost: nginx's and Apache's."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support_packet import (
    N_,
    CollectError,
    Mattermost,
    PackageSettings,
    PacketFile,
    PacketSetting,
    hookimpl,
)

from support_packet_more_logs._patterns import find_logs, folder_of, is_pattern, matches
from support_packet_more_logs._reading import (
    declare_log,
    denied,
    folders_of,
    is_closed,
    missing_file,
)

VARIABLES = "SUPPORT_PACKET_MORE_LOGS_PROXY__"

_NONE = N_("No log matches %(pattern)s.")
_RELATIVE = N_("%(path)s is not an absolute path.")
_CORRECT = N_("Correct %(setting)s.")


@dataclass(frozen=True)
class Server:
    """A program whose logs are looked for, where its packages on Linux put them."""

    name: str
    patterns: tuple[str, ...]
    error_title: str
    access_title: str

    @property
    def variable(self) -> str:
        """What the operator sets."""
        return VARIABLES + self.name.upper()


SERVERS = (
    Server("nginx", ("/var/log/nginx/*.log",), N_("nginx error log"), N_("nginx access log")),
    Server(
        "apache",
        ("/var/log/apache2/*.log", "/var/log/httpd/*_log"),
        N_("Apache error log"),
        N_("Apache access log"),
    ),
)


def why_none(server: Server, pattern: str) -> CollectError | None:
    """Return why `pattern` names no log, `None` if it does or if the server is not installed."""
    if not Path(pattern).is_absolute():
        return CollectError(_RELATIVE, remedy=_CORRECT, path=pattern, setting=server.variable)
    if matches(pattern):
        return None
    folder = folder_of(pattern)
    if is_closed(folder):
        return denied(folder)
    if pattern in server.patterns:
        return None
    return CollectError(_NONE, remedy=_CORRECT, pattern=pattern, setting=server.variable)


def server_logs(
    mattermost: Mattermost, server: Server, patterns: list[str], days: int
) -> Iterator[PacketFile]:
    """Yield the logs of a server: error logs by default, all others on request."""
    found = find_logs(patterns)
    below = [folder_of(pattern) if is_pattern(pattern) else Path(pattern) for pattern in patterns]
    folders = folders_of(f"more-logs/{server.name}", found)
    for path, folder in zip(found, folders, strict=True):
        is_error_log = "error" in path.name.lower()
        yield from declare_log(
            mattermost,
            path,
            folder=folder,
            setting=server.variable,
            below=below,
            title=server.error_title if is_error_log else server.access_title,
            description=(
                N_("What went wrong, with IP addresses and URLs")
                if is_error_log
                else N_("All requests, with IP addresses and URLs")
            ),
            default=is_error_log,
            days=days,
        )
    reasons = filter(None, (why_none(server, pattern) for pattern in patterns))
    if error := next(reasons, None):
        yield missing_file(f"more-logs/{server.name}.log", error, title=server.error_title)


@hookimpl
def packet_settings() -> list[PacketSetting]:
    """Declare where the logs are, and how far back they are sent."""
    logs = [
        PacketSetting(
            server.name,
            list(server.patterns),
            kind=list,
            description=f"Logs of {server.name}: absolute paths, which may contain * and ?.",
        )
        for server in SERVERS
    ]
    days = PacketSetting(
        "days",
        2,
        kind=int,
        minimum=0,
        maximum=3650,
        description="For how many days back rotated logs are included.",
    )
    return [*logs, days]


@hookimpl
def packet_files(mattermost: Mattermost, settings: PackageSettings) -> Iterator[PacketFile]:
    """Declare the logs of all servers."""
    for server in SERVERS:
        yield from server_logs(mattermost, server, settings[server.name], settings["days"])
