"""A table of cases in one test, which tries all of them and names each that fails.

A test costs pytest a few milliseconds, and is collected by every worker: where the cases are many
and each takes less than that, all of them are one test.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import signature
from typing import Any

import pytest

Test = Callable[..., None]
Ids = Callable[[Any], object] | Iterable[str] | None


def for_each(
    arguments: str | Sequence[str], cases: Iterable[Any], ids: Ids = None
) -> Callable[[Test], Test]:
    """Give a test all of these cases, as `pytest.mark.parametrize` gives one test each.

    The arguments are those of `parametrize`, and several of them on one test multiply, too. The
    test's fixtures are the same for all cases, so those that a case changes are not for it. What
    fails is an `ExceptionGroup`: its message has the name of every case that failed, and it holds
    their errors.
    """
    names = [arguments] if isinstance(arguments, str) else list(arguments)
    rows = [_row(case, names) for case in cases]
    labels = _labels(rows, ids)

    def decorate(test: Test) -> Test:
        @wraps(test)
        def try_all(**fixtures: Any) -> None:
            assert rows, "there is no case"
            errors = {
                label: error
                for label, row in zip(labels, rows, strict=True)
                if (error := _error(test, dict(zip(names, row, strict=True)) | fixtures))
            }
            if errors:
                raise ExceptionGroup(_message(errors, len(rows)), list(errors.values()))

        whole = signature(test)
        others = [each for name, each in whole.parameters.items() if name not in names]
        assert len(others) + len(names) == len(whole.parameters), "the test lacks an argument"
        try_all.__signature__ = whole.replace(parameters=others)  # type: ignore[attr-defined] # pytest reads it
        return try_all

    return decorate


def _row(case: Any, names: Sequence[str]) -> tuple[Any, ...]:
    row = (case,) if len(names) == 1 else tuple(case)
    assert len(row) == len(names), f"there is a case that does not have {names}"
    return row


def _labels(rows: Sequence[tuple[Any, ...]], ids: Ids) -> list[str]:
    """Return a name for each case that no other has."""
    if ids is None or callable(ids):
        named = ids or _short
        names = ["-".join(str(named(value)) for value in row) for row in rows]
    else:
        names = list(ids)
    return [f"{number}: {name}" for number, (name, _) in enumerate(zip(names, rows, strict=True))]


def _short(value: object) -> str:
    try:
        return (value if isinstance(value, str) else repr(value))[:200]
    except ValueError:
        # A number of more digits than Python writes.
        return type(value).__name__


def _error(test: Test, arguments: dict[str, Any]) -> Exception | None:
    try:
        test(**arguments)
    except pytest.fail.Exception as failure:
        # As `pytest.raises` fails: it is not an `Exception`.
        return AssertionError(str(failure)).with_traceback(failure.__traceback__)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the next case is tried
        return error
    return None


def _message(errors: dict[str, Exception], count: int) -> str:
    """Return the names of the cases that failed, with theirs where an error has some itself."""
    lines = [f"{label}: {error}" for label, error in errors.items()]
    return "\n".join([f"{len(errors)} of {count} cases failed:", *lines])
