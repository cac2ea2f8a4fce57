"""The log as a picture: its lines and errors, hour by hour, and the window that is chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from support_packet.host.preview.packet_preview import Preview
from support_packet.mattermost.logs.log_summary import Hour
from support_packet.mattermost.logs.time_window import TimeWindow
from support_packet.values.message import N_, ngettext_noop
from support_packet.web.choice import Choice
from support_packet.web.i18n.phrases import Phrase, phrase
from support_packet.web.i18n.translations import Translator
from support_packet.web.page.moments import moment_text, range_text

HEIGHT = 40
"""The height of the picture, in its own units."""
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

    `name` is the log's, `unit` what the bars count. Without bars, `problem` says why a node's are
    missing. `nodes` are the others whose log can be chosen, with which one is.
    """

    name: str
    unit: str
    bars: list[Bar]
    presets: list[tuple[str, str, bool]]
    chosen: str
    nodes: list[tuple[str, bool]]
    problem: Phrase | None


def log_picture(preview: Preview, choice: Choice, translator: Translator) -> LogPicture | None:
    """Return the picture of the first log, or of the chosen node's.

    `None` where there is no log with times in it, and no other node.
    """
    name, hours = _hours(preview)
    if not (hours or preview.nodes or preview.node_log):
        return None
    written = f"{choice.since}/{choice.until}"
    presets = [(window, translator.gettext(label), window == written) for window, label in _PRESETS]
    window = choice.window
    is_preset = any(chosen for *_, chosen in presets)
    text = "" if is_preset else range_text(window.since, window.until, translator.locale)
    unit = translator.gettext(_ERROR_UNIT if _most_errors(hours) else _LINE_UNIT)
    nodes = [(node, node == choice.node) for node in preview.nodes]
    problem = _problem(preview, translator)
    bars = list(_bars(hours, window, translator))
    return LogPicture(name, unit, bars, presets, text, nodes, problem)


def _hours(preview: Preview) -> tuple[str, Sequence[Hour]]:
    """Return the name and the newest hours of the log that is wanted, none where it has none."""
    if preview.node_log:
        return preview.node_log.name, preview.node_log.hours[-MAX_BARS:]
    logs = ((file.name, file.log.hours[-MAX_BARS:]) for file in preview.files if file.log)
    return next((log for log in logs if log[1]), ("", ()))


def _problem(preview: Preview, translator: Translator) -> Phrase | None:
    problem = preview.node_log.problem if preview.node_log else None
    return phrase(None, problem.message, translator) if problem else None


def _most_errors(hours: Sequence[Hour]) -> int:
    return max((hour.errors for hour in hours), default=0)


def _bars(hours: Sequence[Hour], window: TimeWindow, translator: Translator) -> Iterator[Bar]:
    # Where there are errors, the height shows them: they are what admins look for.
    most_errors = _most_errors(hours)
    most_lines = max((hour.lines for hour in hours), default=0) or 1
    for hour in hours:
        is_peak = bool(hour.errors) and hour.errors >= most_errors * _PEAK_SHARE
        share = hour.errors / most_errors if most_errors else hour.lines / most_lines
        yield Bar(
            label=moment_text(hour.start, translator.locale),
            window=str(TimeWindow(hour.start, hour.start + _HOUR)),
            lines=translator.ngettext(*_LINES, hour.lines),
            errors=translator.ngettext(*_ERRORS, hour.errors),
            # Even a few lines or errors can be seen.
            height=max(1 + bool(hour.lines) + 3 * bool(hour.errors), round(HEIGHT * share)),
            is_peak=is_peak,
            chosen=_overlaps(hour, window),
        )


def _overlaps(hour: Hour, window: TimeWindow) -> bool:
    since, until = window.since, window.until
    return (since is None or hour.start + _HOUR > since) and (until is None or hour.start < until)
