"""What went wrong while a packet was made, and how `warning.txt` says it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from support_packet.host.origin import CollectorId
from support_packet.values.message import N_, Message, in_sentences
from support_packet.values.reason import Cause, Reason

MAX_CHARACTERS = 1000

_HEADING = (
    "This packet is not complete, or something about it needs attention.\n"
    "Each entry names one problem, its cause and, where there is one, its remedy."
)

SHORT_OF = N_(
    "The server is short of memory, open files or threads at the moment. Try again in a moment."
)
"""What is said of any failure for lack of these."""


class Kind(Enum):
    """What a problem means for the packet."""

    LEFT_OUT = auto()
    """A file is missing."""
    CUT_SHORT = auto()
    """A file ends early."""
    WARNING = auto()
    """A collector reported something."""
    FACTS = auto()
    """Facts are missing from `support_packet.yaml`."""
    HOOK = auto()
    """A hook failed, so that what it would have declared is missing."""
    NOT_LOADED = auto()
    """An entry point did not load."""
    WITHHELD = auto()
    """What a package collects may hold secrets that it failed to report."""
    CONFIGURATION = auto()
    """Mattermost's configuration cannot be read, so that its secrets are unknown."""
    DATABASE = auto()
    """A server of Mattermost's database does not respond; another one is read."""
    SETTING = auto()
    """A setting of this program has no effect."""


@dataclass(frozen=True)
class Problem:
    """One entry of `warning.txt`: what is missing, why, and what to do.

    `file` is the file that it is about, `origin` the collector.
    """

    kind: Kind
    headline: Message
    reason: Reason
    origin: CollectorId | None = None
    file: str = ""

    @property
    def why(self) -> Message:
        """Why something is missing."""
        return self.reason.message

    @property
    def remedy(self) -> Message | None:
        """What to do about it."""
        if self.reason.defect and self.origin:
            return defect_remedy(self.origin)
        return self.reason.remedy

    @property
    def cause(self) -> Cause | None:
        """Its cause, where that is reported separately."""
        return self.reason.cause

    @property
    def is_failure(self) -> bool:
        """Whether something failed that its collector has to do with.

        Not a limit that was set, nor a database or configuration that no collector can read.
        """
        return self.origin is not None and self.cause is None and not self.reason.limited

    def changed(self, change: Callable[[str], str]) -> "Problem":
        """Return the problem with all its texts changed, such as redacted."""
        remedy = self.reason.remedy
        reason = replace(
            self.reason,
            message=self.why.changed(change),
            remedy=remedy.changed(change) if remedy else None,
        )
        headline = self.headline.changed(change)
        return replace(self, headline=headline, reason=reason, file=change(self.file))

    @property
    def explanation(self) -> str:
        """Why, and what to do, in English."""
        return in_sentences(self.why, self.remedy)

    def __str__(self) -> str:
        whose = f" ({self.origin})" if self.origin else ""
        return f"{self.headline!s}{whose}: {self.explanation}"


def file_problem(kind: Kind, file: str, reason: Reason, origin: CollectorId) -> Problem:
    """Return a problem of one file of the packet, whose name may be one that was refused."""
    name = file if file.isprintable() else one_line(file)
    return Problem(kind, Message(_FILE_HEADLINES[kind], file=name), reason, origin, name)


def cut_kind(reason: Reason) -> Kind:
    """Return what it means for a file that it holds less than there is."""
    return Kind.WARNING if reason.limited else Kind.CUT_SHORT


_FILE_HEADLINES = {
    Kind.LEFT_OUT: N_("%(file)s is not in the packet"),
    Kind.CUT_SHORT: N_("%(file)s ends early"),
    Kind.WARNING: N_("%(file)s needs attention"),
}


def defect_remedy(origin: CollectorId) -> Message:
    """Return what to do about a package whose code is at fault."""
    if origin.in_folder:
        return Message(
            N_(
                "Correct %(file)s, or block the collector with "
                "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s."
            ),
            file=origin.distribution,
            collector=origin.name,
        )
    return Message(
        N_(
            "Update %(package)s, report the error to its maintainers, or block the collector with "
            "SUPPORT_PACKET_BLOCKED_COLLECTORS=%(collector)s."
        ),
        package=origin.distribution,
        collector=origin.name,
    )


def warning_text(problems: Iterable[Problem]) -> str:
    """Return the text of `warning.txt`: one numbered entry for each problem."""
    entries = [
        "\n   ".join([f"{number}. {problem.headline!s}", *_lines(problem)])
        for number, problem in enumerate(problems, start=1)
    ]
    return "\n\n".join([_HEADING, *entries]) + "\n"


def _lines(problem: Problem) -> Iterator[str]:
    if problem.origin:
        yield f"From:   {problem.origin}"
    yield f"Why:    {problem.why!s}"
    if problem.remedy:
        yield f"To do:  {problem.remedy!s}"


def one_line(text: str) -> str:
    """Return `text` as one printable line of at most 1000 characters.

    Packages write these texts: they must not forge further entries or color a terminal.
    """
    # Cut first: an error may repeat gigabytes. White space that is removed leaves less.
    head = text[: 4 * MAX_CHARACTERS]
    line = " ".join("".join(char if char.isprintable() else " " for char in head).split())
    return line if len(line) <= MAX_CHARACTERS else line[:MAX_CHARACTERS] + "…"


def one_line_message(message: Message) -> Message:
    """Return `message` if its text is one printable line, else its English text as such a line."""
    text = str(message)
    line = one_line(text)
    return message if line == text else Message(line)


def one_line_reason(reason: Reason) -> Reason:
    """Return `reason` with texts of one line."""
    remedy = one_line_message(reason.remedy) if reason.remedy else None
    return replace(reason, message=one_line_message(reason.message), remedy=remedy)
