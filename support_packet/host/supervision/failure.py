"""Why a package's code ended early, told in the thread in which it did."""

import traceback
from dataclasses import dataclass
from pathlib import PurePath

from support_packet.errors import DeclarationError, SupportPacketError
from support_packet.host.origin import CollectorId
from support_packet.host.problems import Problem, one_line
from support_packet.message import Message


@dataclass(frozen=True)
class Failure:
    """What ended a task, as text; `defect` if the package's own code has to be changed."""

    message: str
    defect: bool = False

    def problem(self, origin: CollectorId, file: str = "", doing: str = "") -> Problem:
        """Return this failure as an entry of `warning.txt`."""
        remedy = defect_remedy(origin) if self.defect else ""
        return Problem(self.message, file, origin, remedy, doing)


def describe(error: BaseException) -> Failure:
    """Return what `error` says; call it where the error came up, for its text is foreign code."""
    try:
        return _describe(error)
    except BaseException:  # noqa: BLE001 -- even `str(error)` belongs to the package
        return Failure(f"{type(error).__name__}, which has no readable text", defect=True)


def _describe(error: BaseException) -> Failure:
    if isinstance(error, SupportPacketError) and error.message:
        return Failure(one_line(error.message), defect=isinstance(error, DeclarationError))
    if isinstance(error, OSError) and error.strerror:
        return Failure(one_line(f"{error.strerror}: {error.filename or type(error).__name__}"))
    text = one_line(": ".join(filter(None, [type(error).__name__, str(error)])))
    return Failure(text + _place(error), defect=True)


def _place(error: BaseException) -> str:
    frames = list(traceback.walk_tb(error.__traceback__))
    if not frames:
        return ""
    frame, line = frames[-1]
    return f" ({PurePath(frame.f_code.co_filename).name}, line {line})"


def defect_remedy(origin: CollectorId) -> str:
    """Return what to do about a package whose code is at fault."""
    return Message(
        "Update %(package)s, tell its makers, or block the collector with "
        "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s.",
        package=origin.distribution,
        collector=origin.entry_point,
    )
