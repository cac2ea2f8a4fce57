"""Sizes for people, and a guess at how large a packet will be."""

from support_packet.process.late_imports import babel

ROUGHLY = "@@"
"""Two digits are enough for a guess."""

_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte", "terabyte")
_STEP = 1000

_RATIO = 4
"""How many times smaller Mattermost's logs become."""

_SMALL_FILE = 4_000


def size_text(size: int, language: str, digits: str = "#,##0.#") -> str:
    """Return a number of bytes as `language` writes it, for example `4.2 MB` or `92 bytes`.

    `digits` is a number pattern of CLDR.
    """
    unit, number = 0, float(size)
    while number >= _STEP and unit < len(_UNITS) - 1:
        unit, number = unit + 1, number / _STEP
    format_unit = babel.units.format_unit
    locale = babel.Locale.parse(language, sep="-")
    name = f"digital-{_UNITS[unit]}"
    if unit == 0:
        # The short form of English has no plural. Babel writes the name where CLDR has no long one.
        text = format_unit(number, name, "long", digits, locale)
        if name not in text:
            return text
    return format_unit(number, name, "short", digits, locale)


def estimate(size: int | None) -> int:
    """Return about how many bytes a file of `size` bytes will take in the packet."""
    return _SMALL_FILE if size is None else _SMALL_FILE // 4 + size // _RATIO
