"""A rule for collectors: a name, what it demands, and how it is checked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Subject = TypeVar("Subject")


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """One rule; `check` yields what breaks it, each time with what to change."""

    name: str
    demand: str
    check: Callable[[Subject], Iterator[str]]
