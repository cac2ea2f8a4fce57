"""The most important fact about a file, shown next to its name."""

from typing import Literal

from support_packet.host.preview.file_preview import FilePreview
from support_packet.mattermost.logs.log_summary import LogSummary
from support_packet.mattermost.logs.time_window import TimeWindow
from support_packet.values.message import N_, ngettext_noop
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.moments import range_text

_MISSING = ngettext_noop("%(count)s value missing", "%(count)s values missing")
_MASKED = ngettext_noop("%(count)s secret masked", "%(count)s secrets masked")

Pill = tuple[Literal["bad", "good", "plain"], str]
"""How it looks, and what it says."""


def pill_of(
    file: FilePreview, window: TimeWindow, translator: Translator, *, has_problems: bool
) -> Pill | None:
    """Return the most important fact that is known of `file`, if there is one.

    Of a log it is its first and last time, within `window`. `has_problems` if its row shows
    problems.
    """
    if file.missing:
        return "bad", translator.gettext(N_("Not in the packet"))
    if file.facts_missing:
        return "bad", translator.ngettext(*_MISSING, file.facts_missing)
    if has_problems:
        return "bad", translator.gettext(N_("This file needs attention"))
    if file.masked:
        return "good", translator.ngettext(*_MASKED, file.masked)
    if file.log and (times := _times(file.log, window)):
        return "plain", translator.isolated(range_text(*times, translator.locale))
    return None


def _times(log: LogSummary, window: TimeWindow) -> tuple[float, float] | None:
    """Return the first and the last time of what is sent, `None` if there is none."""
    if log.first is None or log.last is None:
        return None
    first = log.first if window.since is None else max(log.first, window.since)
    last = log.last if window.until is None else min(log.last, window.until)
    return (first, last) if first <= last else None
