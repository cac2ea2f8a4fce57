"""The break-glass token from a form of the page: entered once, then replaced by a ticket."""

import logging
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import parse_qs

from support_packet.errors import AuthenticationError
from support_packet.network.addresses import Network
from support_packet.values.message import N_
from support_packet.web.access import break_glass
from support_packet.web.access.client_address import client_address, shown_client
from support_packet.web.access.tickets import Tickets
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.error_table import TOO_LARGE_FORM, WRONG_FORM
from support_packet.web.errors import ApiError

_MAX_FORM_BYTES = 64 * 1024
_FORM = "application/x-www-form-urlencoded"

logger = logging.getLogger(__name__)


class BreakGlassForm:
    """Takes the token or the ticket of a posted form into the request's context.

    `proxies` are those that report the addresses by which wrong tokens are counted.
    """

    def __init__(
        self, token_file: Path | None, tickets: Tickets, proxies: Collection[Network] = ()
    ) -> None:
        self._token_file = token_file
        self._tickets = tickets
        self._proxies = proxies

    def accept(self, request: Request) -> None:
        """Note what the form says; `AuthenticationError` without a valid token or ticket."""
        request.context.form = _read_form(request)
        [token, ticket] = (request.value(name) for name in ("token", "ticket"))
        known = self._tickets.token_of(ticket) if ticket else ""
        if not known:
            known = self._checked(request, token)
            ticket = self._tickets.issue(known)
        request.context.ticket = ticket
        request.context.break_glass_token = known

    def _checked(self, request: Request, token: str) -> str:
        """Return `token` if it is the operator's; a wrong one is logged as loudly as that.

        The right one is never stopped: others behind the operator's address may try wrong ones.
        """
        if token and break_glass.admits(self._token_file, token):
            return token
        address = client_address(request, self._proxies)
        self._tickets.check_attempts(address)
        if token:
            self._tickets.note_failure(address)
            logger.warning(
                "WRONG BREAK-GLASS TOKEN: request %s from %s, on the page.",
                request.context.request_id,
                shown_client(request, self._proxies),
            )
            request.context.audit = audit = AuditEntry(request, request.context.request_id)
            audit.add(break_glass=True)
        raise AuthenticationError(
            N_("This is not the break-glass token of this server, or it was entered too long ago.")
        )


def _read_form(request: Request) -> Mapping[str, list[str]]:
    if (request.content_type or "").partition(";")[0].strip().lower() != _FORM:
        raise ApiError(*WRONG_FORM)
    if (request.content_length or 0) > _MAX_FORM_BYTES:
        # Of a longer body the server has not waited for the rest.
        raise ApiError(*TOO_LARGE_FORM)
    body = request.bounded_stream.read(_MAX_FORM_BYTES)
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
