"""Why something is missing, ended early or needs attention."""

from dataclasses import dataclass
from enum import Enum, auto

from support_packet.values.message import Message


class Cause(Enum):
    """What the reason results from, where that is reported separately and need not be repeated."""

    CONFIGURATION = auto()
    DATABASE = auto()
    REQUEST = auto()
    """It was asked for, so that it is worth saying, and nothing is wrong."""


@dataclass(frozen=True)
class Reason:
    """The reason, and what to do about it; `defect` if a package's own code has to be changed.

    `limited` if a setting leaves out a part: all that it allows is there, and nothing failed.
    """

    message: Message
    remedy: Message | None = None
    defect: bool = False
    cause: Cause | None = None
    limited: bool = False
