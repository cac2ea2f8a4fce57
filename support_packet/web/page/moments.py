"""Times for people, in the server's time zone."""

from datetime import datetime

from support_packet.process.late_imports import babel


def moment_text(moment: float, locale: "babel.Locale") -> str:
    """Return a time with its day, such as `27 Nov 08:54`, of seconds since the epoch."""
    local = datetime.fromtimestamp(moment).astimezone()
    day, clock = (
        babel.dates.format_skeleton(skeleton, local, tzinfo=local.tzinfo, locale=locale)
        for skeleton in ("MMMd", "Hm")
    )
    return f"{day} {clock}"


def range_text(first: float | None, last: float | None, locale: "babel.Locale") -> str:
    """Return from when to when, either of which may be open."""
    limits = ("" if moment is None else moment_text(moment, locale) for moment in (first, last))
    return " \N{EN DASH} ".join(limits).strip()
