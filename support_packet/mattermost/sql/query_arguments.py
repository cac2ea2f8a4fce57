"""What a query may be given: its text, and parameters that every database takes."""

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from support_packet.values.arguments import check_text

_SCALARS = (str, int, float, bytes, Decimal, date, time, type(None))
_SEVERAL = (list, tuple, set, frozenset)
_NAMED = re.compile(r"(?<![:\w\\]):(\w+)(?!:)")
_IN = re.compile(r"\bIN\s*:([A-Za-z_]\w*)", re.IGNORECASE)


def check_query(sql: object, unnamed: tuple[object, ...], parameters: Mapping[str, object]) -> None:
    """Raise `TypeError` for what no database takes, `ValueError` for parameters without a place."""
    check_text("query", sql, "str")
    if unnamed:
        raise TypeError('query() takes parameters by name: query("… = :id", id="x").')
    places = set(_NAMED.findall(str(sql)))
    lists = set(_IN.findall(str(sql)))
    for name, value in parameters.items():
        if name not in places:
            raise ValueError(f"The query has no :{name}; write the place of a value as :{name}.")
        if name in lists and not isinstance(value, _SEVERAL):
            raise TypeError(f"The parameter {name} is for IN: make it a list.")
        for each in value if isinstance(value, _SEVERAL) else (value,):
            _check_value(name, each)


def _check_value(name: str, value: object) -> None:
    if not isinstance(value, _SCALARS):
        kind = type(value).__name__
        raise TypeError(f"The parameter {name} of a query is {kind}; make it text or a number.")
