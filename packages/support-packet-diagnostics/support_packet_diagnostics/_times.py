"""Times as the server's own packet writes them."""

from datetime import UTC, datetime, tzinfo


def rfc3339(milliseconds: object, zone: tzinfo | None = None) -> str | None:
    """Return a time since 1970 in `zone`, the machine's own if there is none.

    The format is Go's `2006-01-02T15:04:05.999Z07:00`: no trailing zeros in the fraction. `None`
    where the database has none, or one that no calendar holds.
    """
    if not isinstance(milliseconds, int):
        return None
    seconds, fraction = divmod(milliseconds, 1000)
    try:
        moment = datetime.fromtimestamp(seconds, UTC).astimezone(zone)
    except (OverflowError, OSError, ValueError):
        return None
    digits = f".{fraction:03d}".rstrip("0").rstrip(".")
    offset = moment.strftime("%z")
    suffix = "Z" if offset == "+0000" else f"{offset[:3]}:{offset[3:5]}"
    return f"{moment:%Y-%m-%dT%H:%M:%S}{digits}{suffix}"
