"""Where an exception came from, without any value that it may hold."""

import traceback
from types import TracebackType

_MAX_FRAMES = 12


def stack_trace(error: BaseException) -> str:
    """Return the exception's type and its frames, innermost first, on one line.

    The exception's own text is left out: that of a library may hold a password or a token.
    """
    text = f"{_name(error)} at {_frames(error.__traceback__)}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return text if cause is None else f"{text}, after {_name(cause)}"


def _name(error: BaseException) -> str:
    kind = type(error)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )


def _frames(trace: TracebackType | None) -> str:
    places = [
        f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return " < ".join(reversed(places[-_MAX_FRAMES:])) or "no known place"
