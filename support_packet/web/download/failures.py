"""Says in the log which calls into collectors failed while a packet was made."""

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support_packet.host.problems import Problem

_MAX_LINES = 20
"""For one packet; a collector may declare thousands of files."""

logger = logging.getLogger(__name__)


def log_failures(request_id: object, failures: "Sequence[Problem]") -> None:
    """Write a line for each of `failures`, which have no secrets and are one line each."""
    for failure in failures[:_MAX_LINES]:
        whose = failure.origin.name if failure.origin else ""
        values = request_id, whose, failure.headline, failure.why
        logger.warning("Packet %s: the collector %s failed: %s: %s", *values)
    if more := len(failures[_MAX_LINES:]):
        logger.warning("Packet %s: %d more calls into collectors failed.", request_id, more)
