"""What one request chooses of a packet: files, options, and from when to when its logs are."""

from dataclasses import dataclass
from datetime import UTC, datetime

from support_packet.errors import InvalidWindowError
from support_packet.mattermost.logs.time_window import TimeWindow, parse_window
from support_packet.values.message import N_
from support_packet.web.context import Request


@dataclass(frozen=True)
class Choice:
    """The parameters of an address, or of a form.

    `node` is the one whose log the page shows, empty for this one; a packet has all nodes.

    `only` names all files to send, `None` for the usual ones. `since` and `until` are as they were
    written, `window` is what they mean.
    """

    only: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    node: str = ""
    window: TimeWindow = TimeWindow()

    def has(self, name: str, *, default: bool) -> bool:
        """Return whether the file `name` is chosen, which is sent by `default` or not."""
        if name in self.exclude:
            return False
        if self.only is not None:
            return name in self.only
        return default or name in self.include


def read_choice(request: Request) -> Choice:
    """Return what the request chooses; `InvalidWindowError` for what is not one time.

    A form always has `only`, so that an empty one means that nothing was ticked. The parameter
    `window` has both times, with a slash between them, as in ISO 8601.
    """
    only = request.values("only")
    since, until = _single(request, "since") or "", _single(request, "until") or ""
    if (window := _single(request, "window")) is not None:
        since, _, until = window.partition("/")
    return Choice(
        only=tuple(filter(None, only)) if only else None,
        exclude=tuple(filter(None, request.values("exclude"))),
        include=tuple(filter(None, request.values("include"))),
        options=tuple(request.values("option")),
        since=since,
        until=until,
        node=request.value("node"),
        window=parse_window(since, until, datetime.now(UTC)),
    )


def _single(request: Request, name: str) -> str | None:
    """Return the only value of a parameter: of several, nobody could see which one counts."""
    values = request.values(name)
    if len(values) > 1:
        raise InvalidWindowError(N_("%(name)s was given more than once."), name=name)
    return values[0] if values else None
