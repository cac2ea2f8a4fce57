"""What a file leaves out, and why: one warning for each reason, however much it costs."""

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from support_packet import N_, DatabaseError, warn

LEFT_OUT = N_("Left out: %(keys)s. %(reason)s")
_SLOW = N_(
    "Left out: %(keys)s. The database was too slow with what comes before. Create another packet "
    "when it is less busy."
)

Answer = TypeVar("Answer")


class Omissions:
    """Asks the database question after question, and keeps going where one fails.

    After `seconds` in all no further question is asked: a locked table makes every statement
    wait for its own limit.
    """

    def __init__(self, seconds: float) -> None:
        self._end = monotonic() + seconds
        self._answers = 0
        self._errors: dict[str, DatabaseError] = {}
        self._left_out: dict[str, list[str]] = {}
        self._skipped: list[str] = []

    def ask(self, what: str, question: Callable[[], Answer]) -> Answer | None:
        """Return the answer, or `None` where it fails; `what` names the key that is left out."""
        if monotonic() > self._end:
            self._skipped.append(what)
            return None
        try:
            answer = question()
        except DatabaseError as error:
            self._errors.setdefault(str(error), error)
            self._left_out.setdefault(str(error), []).append(what)
            return None
        self._answers += 1
        return answer

    def report(self, *, required: bool = True) -> None:
        """Warn about what was left out.

        Where nothing was answered and an answer is `required`, `DatabaseError`, the first.
        """
        if required and self._errors and not self._answers:
            raise next(iter(self._errors.values()))
        for reason, keys in self._left_out.items():
            warn(LEFT_OUT, keys=", ".join(keys), reason=self._errors[reason])
        if self._skipped:
            warn(_SLOW, keys=", ".join(self._skipped))
