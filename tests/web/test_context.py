"""What is known of a request: an id from the start, and of no other request."""

import re

from falcon.testing import create_environ

from support_packet.web.audit import AuditEntry
from support_packet.web.context import Context, Request, new_request_id


def test_an_id_has_26_characters_of_mattermosts_alphabet() -> None:
    assert re.fullmatch(r"[ybndrfg8ejkmcpqxot1uwisza345h769]{26}", new_request_id())


def test_every_id_is_new() -> None:
    assert len({new_request_id() for _ in range(1000)}) == 1000


def test_a_request_begins_with_an_id_and_nothing_else() -> None:
    context = Request(create_environ()).context

    assert context == Context(request_id=context.request_id)
    assert (context.audit, context.principal, context.default_locale) == (None, None, "")
    assert context.site_url is None


def test_an_audit_entry_does_not_register_itself() -> None:
    request = Request(create_environ())

    AuditEntry(request, request.context.request_id)

    assert request.context.audit is None
