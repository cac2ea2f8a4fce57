"""What was removed from a packet, for the page that has downloaded it."""

import falcon

from support_packet.redaction.counts import by_kind
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.audit import AuditEntry
from support_packet.web.download.reports import Reports


class ReportResource:
    """Tells whoever asked for a packet what became of it."""

    def __init__(self, authorizer: Authorizer, reports: Reports) -> None:
        self._authorizer = authorizer
        self._reports = reports

    def on_get(self, request: falcon.Request, response: falcon.Response, request_id: str) -> None:
        """Send the report of the packet that was the answer to the request `request_id`."""
        grant = self._authorizer.authorize(request, AuditEntry(request))
        report = self._reports.find(request_id, grant.owner)
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
