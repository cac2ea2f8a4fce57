"""One row of a query's result, by position and by name."""

from collections.abc import Iterator, Sequence
from typing import Any, SupportsIndex, overload


class Row(Sequence[Any]):
    """A row: `row[0]`, `row["Id"]`, `row.Id`, unpacking and `len(row)`.

    A name is matched without regard to case, because PostgreSQL returns names in lower case.
    `_asdict()` and `_fields` have them in the spelling of the database.
    """

    __slots__ = ("_fields", "_positions", "_values")

    def __init__(
        self, fields: tuple[str, ...], positions: dict[str, int], values: Sequence[Any]
    ) -> None:
        self._fields = fields
        self._positions = positions
        self._values = tuple(values)

    @overload
    def __getitem__(self, key: str | SupportsIndex) -> Any: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Any, ...]: ...
    def __getitem__(self, key: "str | SupportsIndex | slice") -> Any:
        try:
            return self._values[self._position(key) if isinstance(key, str) else key]
        except IndexError:
            there_are = ", ".join(self._fields)
            raise IndexError(f"no column {key}, counted from 0; there are {there_are}") from None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._values[self._position(name)]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        return self._values == (other._values if isinstance(other, Row) else other)

    def __hash__(self) -> int:
        return hash(self._values)

    def __repr__(self) -> str:
        return f"Row({', '.join(self._fields)})"  # no values: they may be secrets

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._fields, self._values, strict=True))

    def _position(self, name: str) -> int:
        try:
            return self._positions[name.casefold()]
        except KeyError:
            raise KeyError(f"no column {name!r}; there are {', '.join(self._fields)}") from None


def positions_of(fields: Sequence[str]) -> dict[str, int]:
    """Return where each name is, in lower case; of equal names, the first."""
    numbered = ((name.casefold(), number) for number, name in enumerate(fields))
    return dict(reversed(list(numbered)))
