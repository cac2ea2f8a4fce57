"""What the host notes of declarations while a hook makes them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import CellType

from support_packet.errors import DeclarationError

Captured = tuple[object, ...]
"""The values of the variables that a function takes from the function around it, in order."""


@dataclass(frozen=True)
class Noted:
    """The invalid declarations, and those with a function: what its variables held by then."""

    refusals: list[tuple[object, DeclarationError]] = field(default_factory=list)
    captured: list[tuple[object, Captured]] = field(default_factory=list)


_current: ContextVar[Noted | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[Noted]:
    """Within this block, note invalid declarations instead of raising.

    A hook that raised would lose its valid declarations, too. Everywhere else, such as in the tests
    of a package, an invalid declaration raises.
    """
    noted = Noted()
    _current.set(noted)
    try:
        yield noted
    finally:
        _current.set(None)


@contextmanager
def checking(declaration: object) -> Iterator[None]:
    """Within this block, `declaration` is checked: raise the `DeclarationError`, or note it."""
    try:
        yield
    except DeclarationError as error:
        noted = _current.get()
        if noted is None:
            raise
        noted.refusals.append((declaration, error))


def note_captured(declaration: object, function: Callable[..., object]) -> None:
    """Note what the variables of `function`, which is part of `declaration`, hold now."""
    noted = _current.get()
    if noted and (cells := getattr(function, "__closure__", None)):
        noted.captured.append((declaration, tuple(map(_content, cells))))


def _content(cell: CellType) -> object:
    try:
        return cell.cell_contents
    except ValueError:
        return None  # not set yet
