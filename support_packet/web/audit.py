"""The audit line: who requested a packet, from where, what was sent, and how it ended."""

import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import falcon

if TYPE_CHECKING:
    from support_packet.host.packet import PacketReport

_MAX_FORWARDED_FOR = 200
"""Characters of a header that the client chooses."""

logger = logging.getLogger("support_packet.audit")


def write_audit_line(facts: Mapping[str, object]) -> None:
    """Write one line, as JSON, which the log's own format may also show as an object."""
    logger.info("%s", json.dumps(facts), extra={"audit": facts})


class AuditEntry:
    """One request for a packet; logged once, as one line of JSON, which cannot be forged.

    `forwarded_for` is what the client or a proxy claims; only `remote_address` is certain.
    `on_logged`, if given, gets what the line says.
    """

    def __init__(
        self,
        request: falcon.Request,
        request_id: str,
        on_logged: Callable[[Mapping[str, Any]], None] | None = None,
    ) -> None:
        self._on_logged = on_logged
        self._began = time.monotonic()
        self._logged = False
        self._facts: dict[str, object] = {
            "request_id": request_id,
            "method": request.method,
            "path": request.path,
            "remote_address": request.remote_addr,
        }
        if forwarded := request.get_header("X-Forwarded-For"):
            # The last addresses: what comes before those of proxies, a client may have invented.
            self._facts["forwarded_for"] = forwarded[-_MAX_FORWARDED_FOR:]

    @property
    def facts(self) -> Mapping[str, object]:
        """What the line would say now, but for the result."""
        return self._facts

    def add(self, **facts: object) -> None:
        """Add what has become known since."""
        self._facts |= facts

    def add_packet(self, report: "PacketReport", sent: int) -> None:
        """Add how the packet ended; `sent` is how many bytes the client was sent."""
        self.add(
            files=[
                {"name": file.name, "bytes": file.sent, "removed": dict(file.removed)}
                # Only where it is true, so that it stands out to a reader of the log.
                | ({"searched": False} if file.raw else {})
                for file in report.files
            ],
            warnings=report.warnings,
            bytes=sent,
        )

    def log(self, result: str) -> bool:
        """Write the line; only the first call does, with its `result`, and returns `True`."""
        if self._logged:
            return False
        self._logged = True
        facts = {"result": result, **self._facts}
        facts["seconds"] = round(time.monotonic() - self._began, 3)
        write_audit_line(facts)
        if self._on_logged:
            self._on_logged(facts)
        return True
