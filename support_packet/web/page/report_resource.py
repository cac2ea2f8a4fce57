"""What was removed from a packet, for the page that has downloaded it."""

import falcon

from support_packet.redaction.counts import by_kind
from support_packet.web.audit import AuditEntry
from support_packet.web.gate import Gate
from support_packet.web.reports import Reports


class ReportResource:
    """Tells whoever asked for a packet what became of it."""

    def __init__(self, gate: Gate, reports: Reports) -> None:
        self._gate = gate
        self._reports = reports

    def on_get(self, request: falcon.Request, response: falcon.Response, request_id: str) -> None:
        """Send the report of the packet that was the answer to the request `request_id`."""
        admission = self._gate.open(request, AuditEntry(request))
        report = self._reports.find(request_id, admission.owner)
        if report is None:
            raise falcon.HTTPNotFound
        response.media = {
            "result": report.result,
            "warnings": report.warnings,
            "files": [
                {
                    "name": file.name,
                    "bytes": file.sent,
                    "removed": dict(file.removed),
                    "kinds": by_kind(file.removed),
                }
                for file in report.files
            ],
        }

    on_head = on_get
