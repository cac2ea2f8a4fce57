"""The lines of a log by hour, for the page of another node of the cluster."""

from types import SimpleNamespace

import falcon

from support_packet.host.discovery.collectors import Collectors
from support_packet.host.hooks.requested import Requested
from support_packet.host.nodes.hops import HEADER, PROGRAM_HEADER, own_program, read_hops
from support_packet.settings import Settings
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.page.page_limits import with_page_limits


def hours_resource(authorizer: Authorizer, collectors: Collectors, settings: Settings) -> object:
    """Return the resource that sends the hours of the file `log` to users who may have a packet."""
    own_collectors = collectors.with_own_runners(settings.collector_timeout)
    own_settings = with_page_limits(settings)

    def send(request: Request, response: falcon.Response) -> None:
        from support_packet.host.begun_request import begin_request  # noqa: PLC0415 -- not at start
        from support_packet.host.nodes.log_hours import hours_document  # noqa: PLC0415 -- not at start
        from support_packet.host.preview.log_hours import log_hours  # noqa: PLC0415 -- not at start

        # Like a page it is not registered: there is no content of the log in it.
        grant = authorizer.authorize(request, AuditEntry(request, request.context.request_id))
        hops = read_hops(request.get_header(HEADER))
        # The node that asks reaches the others itself.
        requested = Requested("page", hops=hops, nodes=False)
        begun = begin_request(grant.mattermost, own_collectors, own_settings, requested)
        response.set_header(PROGRAM_HEADER, own_program())
        response.media = hours_document(log_hours(begun, request.value("log")))

    return SimpleNamespace(on_get=send, on_head=send)
