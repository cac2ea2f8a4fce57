"""How packets ended and what was removed from them, for the page that has downloaded one."""

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

import falcon

from support_packet.host.problems import Problem
from support_packet.values.reason import Cause
from support_packet.web.access.authorizer import Authorizer
from support_packet.web.access.break_glass_form import BreakGlassForm
from support_packet.web.access.tickets import Tickets
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.download.history import History
from support_packet.web.i18n.phrases import phrase, phrases_of
from support_packet.web.i18n.reader import reader_language
from support_packet.web.i18n.removals import counted_by_kind, removed_from
from support_packet.web.i18n.translations import Translations, Translator

if TYPE_CHECKING:
    from support_packet.host.packet import PacketReport

_MAX_REPORTS = 200


class Reports:
    """The newest reports of this process, by request id; each is sent to its owner only.

    `history` has the audit lines of the last packets; `translations` are those of the collectors
    that are loaded now.
    """

    def __init__(
        self,
        authorizer: Authorizer,
        limit: int = _MAX_REPORTS,
        form: BreakGlassForm | None = None,
    ) -> None:
        self.history = History()
        self._authorizer = authorizer
        self.translations = Translations()
        self._form = form or BreakGlassForm(None, Tickets())
        self._limit = limit
        self._kept: OrderedDict[str, tuple[str, PacketReport]] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, request_id: str, owner: str, report: "PacketReport") -> None:
        """Keep the report of a packet that `owner` requested, in place of the oldest."""
        with self._lock:
            self._kept[request_id] = owner, report
            while len(self._kept) > self._limit:
                self._kept.popitem(last=False)

    def find(self, request_id: str, owner: str) -> "PacketReport | None":
        """Return the report of a packet that has ended, if it was `owner`'s."""
        kept_owner, report = self._kept.get(request_id, ("", None))
        return report if kept_owner == owner else None

    def on_get(self, request: Request, response: falcon.Response, request_id: str) -> None:
        """Send the report of the packet that was the answer to the request `request_id`."""
        audit = AuditEntry(request, request.context.request_id)
        grant = self._authorizer.authorize(request, audit)
        report = self.find(request_id, grant.owner)
        if report is None:
            raise falcon.HTTPNotFound
        translator = self.translations.for_language(reader_language(request))
        response.media = {
            "result": report.result,
            "warnings": report.warnings,
            "files": [
                {
                    "name": file.name,
                    "bytes": file.sent,
                    "removed": dict(file.removed),
                    "kinds": counted_by_kind(file.removed),
                }
                for file in report.files
            ],
            # For people, in their language: the page's script knows no plural forms.
            "summary": removed_from(
                ((file.name, file.removed) for file in report.files), translator
            ),
            "problems": [
                _problem(problem, translator)
                for problem in report.problems
                # What was asked for, such as the lines of one hour, needs no attention.
                if problem.cause is not Cause.REQUEST
            ],
        }

    def on_post(self, request: Request, response: falcon.Response, request_id: str) -> None:
        """Send it to a page that was opened with the break-glass token."""
        self._form.accept(request)
        self.on_get(request, response, request_id)

    on_head = on_get


def _problem(problem: Problem, translator: Translator) -> dict[str, str]:
    """Return what is missing, why, and what to do, each in the language where it can be."""
    headline = phrase(problem.origin, problem.headline, translator)
    details = [detail.text for detail in phrases_of(problem, translator)]
    return {"what": headline.text, "why": " ".join(details)}
