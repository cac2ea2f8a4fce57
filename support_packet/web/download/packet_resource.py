"""The support packet, over HTTP."""

from datetime import datetime
from functools import cache, partial
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import quote

import falcon

from support_packet.errors import NothingChosenError
from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.requested import Requested
from support_packet.host.nodes.hops import HEADER, PROGRAM_HEADER, own_program
from support_packet.host.nodes.searched import HEADER as SEARCHED_HEADER
from support_packet.host.nodes.searched import searched_with
from support_packet.process.late_imports import begin_loading, is_waiting_ahead
from support_packet.process.local_time import local_now
from support_packet.process.memory import collection_paused, kept_for_good
from support_packet.settings import Settings
from support_packet.values.message import N_
from support_packet.web.access.authorizer import Authorizer, Grant
from support_packet.web.access.break_glass_form import BreakGlassForm
from support_packet.web.audit import AuditEntry
from support_packet.web.choice import Choice, read_choice
from support_packet.web.context import Request
from support_packet.web.download.client_connection import allow_pauses, connection_of, has_left
from support_packet.web.download.downloads import Downloads
from support_packet.web.download.parameters import requested_packet
from support_packet.web.download.reports import Reports

if TYPE_CHECKING:
    from support_packet.host.packet import Packet


class PacketResource:
    """Sends a packet to authorized requests."""

    def __init__(
        self,
        authorizer: Authorizer,
        collectors: Collectors,
        settings: Settings,
        downloads: Downloads,
        reports: Reports,
    ) -> None:
        self._authorizer = authorizer
        self._collectors = collectors
        self._settings = settings
        self._downloads = downloads
        self._reports = reports

    def on_get(self, request: Request, response: falcon.Response) -> None:
        """Stream the packet; all that can be refused is refused before the first byte."""
        audit = self._audited(request)
        _load_ahead()
        grant = self._authorizer.authorize(request, audit)
        now = local_now()
        make = partial(self._packet, request, grant, now)
        keep = partial(self._reports.keep, request.context.request_id, grant.owner)
        connection = connection_of(request)
        if request.get_header(HEADER):
            _describe_program(response, self._settings)
            allow_pauses(connection, self._settings.packet_timeout)
        response.stream = self._downloads.begin(make, audit, connection, keep, grant.owner)
        _describe(response, now)

    def on_head(self, request: Request, response: falcon.Response) -> None:
        """Answer as a GET would, without making a packet."""
        audit = self._audited(request)
        self._authorizer.authorize(request, audit)
        # No body, but not one of length 0 either.
        response.stream = ()
        _describe(response, local_now())
        audit.log("head")

    def _packet(self, request: Request, grant: Grant, now: datetime) -> "Packet":
        with collection_paused():  # see _load_ahead
            from support_packet.host.begun_request import Client, begin_request  # noqa: PLC0415 -- not at start
            from support_packet.host.packet import Packet  # noqa: PLC0415 -- not at start

        choice = read_choice(request)
        requested = requested_packet(request, choice)
        begun = begin_request(
            grant.mattermost.with_log_window(choice.window),
            self._collectors,
            self._settings,
            requested,
            Client(grant.secrets, grant.credential, partial(has_left, connection_of(request))),
        )
        packet = Packet(begun, now)
        if choice.only == () or (packet.is_empty and choice.exclude):
            raise NothingChosenError(N_("Choose at least one file."))
        if request.context.audit:
            # Only now is it certain that packages declare the options: the client chooses them.
            request.context.audit.add(**_wishes(requested, choice))
        return packet

    def _audited(self, request: Request) -> AuditEntry:
        """Return the request's audit entry, registered: it is logged even if it is refused."""
        audit = AuditEntry(request, request.context.request_id, self._reports.history.add)
        request.context.audit = audit
        return audit


@cache
def _load_ahead() -> None:
    """Begin, once, to load what makes packets: the first request waits for the database meanwhile.

    A service without requests needs 8 MB less.
    """
    if is_waiting_ahead():
        begin_loading(_load)


def _load() -> None:
    with kept_for_good():
        import_module("support_packet.host.packet")


def posted_packet(packet: PacketResource, form: BreakGlassForm) -> object:
    """Return what sends a packet to the form of a page that the break-glass token has opened."""

    def on_post(request: Request, response: falcon.Response) -> None:
        form.accept(request)
        packet.on_get(request, response)

    return SimpleNamespace(on_post=on_post)


def _wishes(requested: Requested, choice: Choice) -> dict[str, object]:
    """Return what is unusual about a request, for the audit line."""
    wishes = {
        "options": list(requested.options),
        "window": str(choice.window) if choice.window else "",
        "hops": requested.hops,
        "without_logs": not requested.logs,
        "unknown_parameters": list(requested.unknown),
    }
    return {name: value for name, value in wishes.items() if value}


def _describe_program(response: falcon.Response, settings: Settings) -> None:
    """Tell a node that asks which program answers, and with which rules it has searched."""
    response.set_header(PROGRAM_HEADER, own_program())
    if searched := searched_with(settings):
        response.set_header(SEARCHED_HEADER, searched)


def _describe(response: falcon.Response, now: datetime) -> None:
    """Name the file twice: the JavaScript client reads the first form, browsers the second."""
    from support_packet.host.packet import packet_filename  # noqa: PLC0415 -- not at start

    name = packet_filename(now)
    response.content_type = "application/zip"
    # A proxy that compressed it again would only delay it.
    response.set_header("Cache-Control", "no-store, no-transform")
    response.set_header(
        "Content-Disposition", f"attachment;filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    )
