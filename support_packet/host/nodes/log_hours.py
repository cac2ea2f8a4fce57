"""The lines of a log by hour, as the program on another node counts them."""

import json
from contextlib import suppress
from http import HTTPStatus
from itertools import pairwise
from typing import Any

from support_packet.collecting.fetching import Response
from support_packet.errors import CollectError, ContentCut
from support_packet.host.nodes.received_packet import NOT_A_PACKET, REFUSED
from support_packet.mattermost.logs.log_summary import MAX_HOURS, Hour
from support_packet.values.message import N_

_MAX_BYTES = 64 * 1024
_MAX_START = 2**33
"""In the year 2242: also in any time zone a time that can be shown."""
_MAX_COUNT = 2**53

_OLDER = N_(
    "%(node)s runs an older release of support-packet, which does not count its log by hour."
)
_NO_HOURS = N_("%(file)s of %(node)s has no lines whose time is known.")


def hours_in(response: Response, node: str, name: str) -> tuple[Hour, ...]:
    """Return the hours of the log `name` that `node` sent, ascending; `CollectError`.

    Nothing that it wrote itself is in the message: it has seen the admin's credential.
    """
    document = _document(response)
    is_unknown = response.status == HTTPStatus.NOT_FOUND
    if is_unknown and document.get("status_code") == HTTPStatus.NOT_FOUND:
        raise CollectError(_OLDER, node=node)
    if response.status != HTTPStatus.OK:
        raise CollectError(REFUSED, node=node, status=response.status, reason="")
    hours = _hours(document.get("hours"))
    if hours is None:
        raise CollectError(NOT_A_PACKET, node=node)
    if not hours:
        raise CollectError(_NO_HOURS, file=name, node=node)
    return hours


def hours_document(hours: tuple[Hour, ...]) -> dict[str, list[dict[str, int]]]:
    """Return what `hours_in` reads."""
    return {
        "hours": [
            {"start": hour.start, "lines": hour.lines, "errors": hour.errors} for hour in hours
        ]
    }


def _document(response: Response) -> dict[str, Any]:
    """Return the JSON of an answer, empty where it is not an object, or too long."""
    content = bytearray()
    try:
        for piece in response:
            content += piece
            if len(content) > _MAX_BYTES:
                return {}
    except ContentCut as cut:
        raise CollectError(cut.message) from None
    with suppress(ValueError, RecursionError):
        document = json.loads(content)
        return document if isinstance(document, dict) else {}
    return {}


def _hours(found: object) -> tuple[Hour, ...] | None:
    """Return the hours, `None` for anything that this program would not have sent."""
    if not isinstance(found, list) or len(found) > MAX_HOURS:
        return None
    hours = [_hour(each) for each in found]
    if not all(
        earlier and hour and earlier.start < hour.start for earlier, hour in pairwise(hours)
    ):
        return None
    known = tuple(hour for hour in hours if hour)
    return known if len(known) == len(hours) else None


def _hour(found: object) -> Hour | None:
    known = found if isinstance(found, dict) else {}
    start = _number(known.get("start"), _MAX_START)
    lines, errors = (_number(known.get(name), _MAX_COUNT) for name in ("lines", "errors"))
    return None if start is None or lines is None or errors is None else Hour(start, lines, errors)


def _number(found: object, limit: int) -> int | None:
    if not isinstance(found, int) or isinstance(found, bool):
        return None
    return found if 0 <= found < limit else None
