"""The log as a picture: its lines and errors, hour by hour, and the window that is chosen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from support_packet.host.file_preview import FilePreview
from support_packet.mattermost.logs.log_summary import Hour, LogSummary
from support_packet.mattermost.logs.time_window import TimeWindow
from support_packet.message import N_, ngettext_noop
from support_packet.web.choice import Choice
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.moments import moment_text, range_text

HEIGHT = 40
"""Of the picture, in its own units."""
MAX_BARS = 48
_HOUR = 3600
_PEAK_SHARE = 0.5
"""An hour with at least this share of the most errors is a peak."""

_LINES = ngettext_noop("%(count)s line", "%(count)s lines")
_ERRORS = ngettext_noop("%(count)s error", "%(count)s errors")
_LINE_UNIT = N_("lines / hour")
_ERROR_UNIT = N_("errors / hour")
_PRESETS = (
    ("1h/", N_("Last hour")),
    ("24h/", N_("24 hours")),
    ("3d/", N_("3 days")),
    ("/", N_("All")),
)


@dataclass(frozen=True)
class Bar:
    """One hour: what it is called, its window for the address, and how high its bar is."""

    label: str
    window: str
    lines: str
    errors: str
    height: int
    is_peak: bool
    chosen: bool


@dataclass(frozen=True)
class LogPicture:
    """The bars, oldest first, and the windows that can be chosen besides them.

    `name` is the log's, `unit` what the bars count.
    """

    name: str
    unit: str
    bars: list[Bar]
    presets: list[tuple[str, str, bool]]
    chosen: str


def log_picture(
    files: Iterable[FilePreview], choice: Choice, translator: Translator
) -> LogPicture | None:
    """Return the picture of the first log, `None` where there is no log with times in it."""
    found = next(((file.name, file.log) for file in files if file.log and file.log.hours), None)
    if found is None:
        return None
    name, summary = found
    written = f"{choice.since}/{choice.until}"
    presets = [(window, translator.gettext(label), window == written) for window, label in _PRESETS]
    window = choice.window
    is_preset = any(chosen for *_, chosen in presets)
    text = "" if is_preset else range_text(window.since, window.until, translator.locale)
    unit = translator.gettext(_ERROR_UNIT if _most_errors(summary) else _LINE_UNIT)
    return LogPicture(name, unit, list(_bars(summary, window, translator)), presets, text)


def _most_errors(summary: LogSummary) -> int:
    return max(hour.errors for hour in summary.hours[-MAX_BARS:])


def _bars(summary: LogSummary, window: TimeWindow, translator: Translator) -> Iterator[Bar]:
    hours = summary.hours[-MAX_BARS:]
    # The height is the errors', where there are any: they are what somebody looks for.
    most_errors = _most_errors(summary)
    most_lines = max(hour.lines for hour in hours) or 1
    for hour in hours:
        is_peak = bool(hour.errors) and hour.errors >= most_errors * _PEAK_SHARE
        share = hour.errors / most_errors if most_errors else hour.lines / most_lines
        yield Bar(
            label=moment_text(hour.start, translator.locale),
            window=f"{_iso(hour.start)}/{_iso(hour.start + _HOUR)}",
            lines=translator.ngettext(*_LINES, hour.lines),
            errors=translator.ngettext(*_ERRORS, hour.errors),
            # Few lines, or errors, are more than none.
            height=max(1 + bool(hour.lines) + 3 * bool(hour.errors), round(HEIGHT * share)),
            is_peak=is_peak,
            chosen=_overlaps(hour, window),
        )


def _overlaps(hour: Hour, window: TimeWindow) -> bool:
    since, until = window.since, window.until
    return (since is None or hour.start + _HOUR > since) and (until is None or hour.start < until)


def _iso(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
