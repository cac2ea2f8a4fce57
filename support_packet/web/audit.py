"""The audit line: who asked for a packet, from where, what left, and how it ended."""

import json
import logging
import time
from typing import Self

import falcon

from support_packet.host.packet import PacketReport

logger = logging.getLogger("support_packet.audit")
_MOST_CHARACTERS = 200


class AuditEntry:
    """One request for a packet; logged once, as one line of JSON, which nobody can forge.

    `forwarded_for` is what the client or a proxy says; only `remote_address` is known to be true.
    """

    def __init__(self, request: falcon.Request) -> None:
        self._began = time.monotonic()
        self._logged = False
        self._facts: dict[str, object] = {
            "request_id": request.context.request_id,
            "method": request.method,
            "path": request.path,
            "remote_address": request.remote_addr,
        }
        if forwarded := request.get_header("X-Forwarded-For"):
            self._facts["forwarded_for"] = forwarded[:_MOST_CHARACTERS]

    @classmethod
    def of(cls, request: falcon.Request) -> Self:
        """Return the entry of `request`, which an error handler finds in its context."""
        entry = cls(request)
        request.context.audit = entry
        return entry

    def add(self, **facts: object) -> None:
        """Add what became known since."""
        self._facts |= facts

    def add_packet(self, report: PacketReport, sent: int) -> None:
        """Add what became of the packet; `sent` is how many bytes the client was sent."""
        self.add(
            files=[
                {"name": file.name, "bytes": file.sent, "removed": dict(file.removed)}
                for file in report.files
            ],
            warnings=report.warnings,
            bytes=sent,
        )

    def log(self, result: str) -> None:
        """Write the line, at the first call only."""
        if self._logged:
            return
        self._logged = True
        facts = {"result": result, **self._facts}
        facts["seconds"] = round(time.monotonic() - self._began, 3)
        logger.info(json.dumps(facts))
