"""The lines of one log by hour, for the page of another node, without looking at other files."""

from time import monotonic

from support_packet.host.begun_request import BegunRequest
from support_packet.host.preview.file_preview import Look, may_collect
from support_packet.mattermost.logs.log_summary import Hour


def log_hours(request: BegunRequest, name: str) -> tuple[Hour, ...]:
    """Return the newest hours of the log called `name`, ascending; none if there is no such log."""
    settings = request.settings
    look = Look(
        settings,
        request.deadline,
        lambda: request.redactor,
        until=monotonic() + settings.collector_timeout,
        show=None,
        inside=True,
        hours=True,
    )
    with request.calling():
        for file in request.declared.files:
            if file.value.name == name and may_collect(file.value):
                found = look.at(file).log
                return found.hours if found else ()
    return ()
