"""What systemd's journal has about the server: its output, its crashes, its restarts."""

import shutil
from collections.abc import Iterator
from functools import partial

from support_packet import (
    N_,
    CollectError,
    PackageSettings,
    PacketFile,
    PacketSetting,
    as_file_name,
    hookimpl,
    run,
)

from support_packet_more_logs._reading import GROUP

UNITS = "SUPPORT_PACKET_MORE_LOGS_JOURNAL__UNITS"
SECONDS = 20.0

_NO_JOURNAL = N_("This system has no journalctl, so there is no systemd journal to read.")
_ELSEWHERE = N_("Send support what the server prints, such as the output of docker logs.")
_EMPTY = N_(
    "The journal has nothing of %(unit)s from the last %(hours)s hours that support-packet may "
    "read."
)
_CHECK = N_(
    "Check %(setting)s, and add the account that runs support-packet to the group systemd-journal."
)


def check_journalctl() -> None:
    """Raise `CollectError` where there is no systemd, as in most containers."""
    if shutil.which("journalctl") is None:
        raise CollectError(_NO_JOURNAL, remedy=_ELSEWHERE)


def journal(unit: str, hours: int, lines: int) -> str:
    """Return the newest `lines` of the unit from the last `hours`, oldest first."""
    check_journalctl()
    # Without --quiet it writes remarks into the log. It exits with 0 if it may read nothing.
    text = run(
        *("journalctl", "--quiet", "--no-pager", "--output=short-iso"),
        *(f"--unit={unit}", f"--since=-{hours}h", f"--lines={lines}"),
        seconds=SECONDS,
        keep="newest",
    )
    if not text.strip():
        raise CollectError(_EMPTY, remedy=_CHECK, unit=unit, hours=hours, setting=UNITS)
    return text


@hookimpl
def packet_settings() -> list[PacketSetting]:
    """Declare which units, and how much of them."""
    return [
        PacketSetting("units", ["mattermost"], kind=list, description="Units of systemd."),
        PacketSetting("hours", 24, kind=int, minimum=1, description="For how many hours back."),
        PacketSetting(
            "lines", 10_000, kind=int, minimum=1, description="The maximum number of lines."
        ),
    ]


@hookimpl
def packet_files(settings: PackageSettings) -> Iterator[PacketFile]:
    """Declare the journal of each unit; the page only looks whether there is a journal."""
    for unit in dict.fromkeys(settings["units"]):
        yield PacketFile(
            f"more-logs/journal/{as_file_name(unit)}.log",
            partial(journal, unit, settings["hours"], settings["lines"]),
            title=N_("Journal of %(unit)s"),
            description=N_("What systemd recorded: output, crashes and restarts"),
            values={"unit": unit},
            group=GROUP,
            order=200,
            preview=check_journalctl,
        )
