"""The lines of one log by hour, for the page of another node, without looking at other files."""

from functools import cache
from time import monotonic

from support_packet.host.discovery.plugins import Collectors
from support_packet.host.hooks.declarations import calling_hooks, gather_declarations
from support_packet.host.hooks.requested import Requested
from support_packet.host.preview.file_preview import Look, may_collect
from support_packet.host.redactor import redactor_for
from support_packet.host.supervision.deadline import Deadline
from support_packet.host.supervision.output import redacting
from support_packet.mattermost.installation import Mattermost
from support_packet.mattermost.logs.log_summary import Hour
from support_packet.settings import Settings


def log_hours(
    mattermost: Mattermost,
    collectors: Collectors,
    settings: Settings,
    name: str,
    hops: tuple[str, ...],
) -> tuple[Hour, ...]:
    """Return the newest hours of the file `name` of a packet, ascending; none if it is not a log.

    `hops` are the nodes that the request came through.
    """
    deadline = Deadline(settings.packet_timeout)
    mattermost = collectors.secrets_reader.read(mattermost, settings.collector_timeout, deadline)
    with calling_hooks(mattermost, collectors, settings, ()):
        requested = Requested("page", hops=hops)
        declared = gather_declarations(mattermost, collectors, settings, deadline, requested)
    redactor = cache(lambda: redactor_for(settings, declared.secrets, ()))
    until = monotonic() + settings.collector_timeout
    look = Look(settings, deadline, redactor, until, None, inside=True, hours=True)
    with redacting(lambda text: redactor().redact_text(text)):
        for file in declared.files:
            if file.value.name == name and may_collect(file.value):
                found = look.at(file).log
                return found.hours if found else ()
    return ()
