"""What the program on another node says of its state."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from support_packet.collecting.fetching import Response
from support_packet.collecting.node_packets import NodeState
from support_packet.errors import CollectError
from support_packet.host.nodes.received_packet import NOT_A_PACKET
from support_packet.values.message import N_

_MAX_BYTES = 64 * 1024
_AREAS = ("configuration", "database")
_NOT_READY = N_("%(node)s cannot provide a packet now: %(reason)s.")


def state_of(response: Response, node: str) -> NodeState:
    """Return the state that the answer of `node` reports; `CollectError` if it is not ready."""
    states = _states(response)
    if response.status == HTTPStatus.SERVICE_UNAVAILABLE and states:
        reason = ", ".join(f"{area} {str(states[area])[:40]}" for area in _AREAS if area in states)
        raise CollectError(_NOT_READY, node=node, reason=reason)
    # Programs of older releases do not have the address, and say so as Mattermost does.
    if states.get("status") != "OK" and states.get("status_code") != HTTPStatus.NOT_FOUND:
        raise CollectError(NOT_A_PACKET, node=node)
    return NodeState(_clock_ahead(response.headers.get("date", "")))


def _states(response: Response) -> dict[str, Any]:
    with suppress(CollectError, ValueError, RecursionError):
        states = json.loads(response.read(_MAX_BYTES))
        return states if isinstance(states, dict) else {}
    return {}


def _clock_ahead(date: str) -> timedelta | None:
    with suppress(ValueError, OverflowError):
        there = parsedate_to_datetime(date)
        if there.tzinfo is not None:
            return there - datetime.now(UTC).replace(microsecond=0)
    return None
