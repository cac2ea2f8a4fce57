"""The support packet, over HTTP."""

from datetime import datetime
from functools import partial
from urllib.parse import quote

import falcon

from support_packet.host.nodes.hops import HEADER, read_hops
from support_packet.host.packet import Packet, packet_filename
from support_packet.host.plugins import Collectors
from support_packet.host.requested import Requested
from support_packet.local_time import local_now
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer, Grant
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.download.client_connection import connection_of, has_left
from support_packet.web.download.downloads import Downloads
from support_packet.web.download.reports import Reports


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
        audit = _audited(request)
        grant = self._authorizer.authorize(request, audit)
        now = local_now()
        make = partial(self._packet, request, grant, now)
        keep = partial(self._reports.keep, request.context.request_id, grant.owner)
        connection = connection_of(request)
        response.stream = self._downloads.begin(make, audit, connection, keep, grant.owner)
        _describe(response, now)

    def on_head(self, request: Request, response: falcon.Response) -> None:
        """Answer as a GET would, without making a packet."""
        audit = _audited(request)
        self._authorizer.authorize(request, audit)
        # No body, but not one of length 0 either.
        response.stream = ()
        _describe(response, local_now())
        audit.log("head")

    def _packet(self, request: Request, grant: Grant, now: datetime) -> Packet:
        hops = read_hops(request.get_header(HEADER))
        requested = Requested("packet", request.get_param_as_list("option", default=[]), hops)
        packet = Packet(
            grant.mattermost,
            self._collectors,
            self._settings,
            now,
            exclude=request.get_param_as_list("exclude", default=[]),
            include=request.get_param_as_list("include", default=[]),
            only=request.get_param_as_list("only", default=[]),
            secrets=grant.secrets,
            gone=partial(has_left, connection_of(request)),
            requested=requested,
            credential=grant.credential,
        )
        if requested.options and request.context.audit:
            # Only now is it certain that packages declare them: the client chooses these texts.
            request.context.audit.add(options=list(requested.options))
        if hops and request.context.audit:
            request.context.audit.add(hops=hops)
        return packet


def _audited(request: Request) -> AuditEntry:
    """Return the request's audit entry, registered: it is logged even if the request is refused."""
    audit = AuditEntry(request, request.context.request_id)
    request.context.audit = audit
    return audit


def _describe(response: falcon.Response, now: datetime) -> None:
    """Name the file twice: the JavaScript client reads the first form, browsers the second."""
    name = packet_filename(now)
    response.content_type = "application/zip"
    response.set_header(
        "Content-Disposition", f"attachment;filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    )
