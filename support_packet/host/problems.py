"""What went wrong while a packet was made, and how `warning.txt` says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from support_packet.host.origin import CollectorId
from support_packet.message import Message

WARNING_FILE = "warning.txt"

_MOST_CHARACTERS = 1000
_HEADING = (
    "This packet is not complete, or something about it needs attention.\n"
    "Each entry names one problem and, where there is one, its remedy.\n"
)


@dataclass(frozen=True)
class Problem:
    """One entry of `warning.txt`: what happened, to which file, by whom, and what to do.

    `doing` stands before `what`: what it happened to, or what became of the file.
    """

    what: str
    file: str = ""
    origin: CollectorId | None = None
    remedy: str = ""
    doing: str = ""

    @property
    def text(self) -> str:
        """What happened, with what it happened to."""
        return f"{self.doing}{self.what}"

    def __str__(self) -> str:
        where = f"{self.file}: " if self.file else ""
        whose = f" ({self.origin})" if self.origin else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{where}{self.text}{whose}{remedy}"


def warning_text(problems: Iterable[Problem]) -> str:
    """Return the text of `warning.txt`: one numbered entry for each problem."""
    entries = [
        "\n   ".join([f"{number}. {problem.file or 'The packet'}", *_lines(problem)])
        for number, problem in enumerate(problems, start=1)
    ]
    return "\n\n".join([_HEADING.rstrip("\n"), *entries, ""]).removesuffix("\n")


def _lines(problem: Problem) -> Iterator[str]:
    if problem.origin:
        yield f"Package: {problem.origin}"
    yield f"Problem: {problem.text}"
    if problem.remedy:
        yield f"To do:   {problem.remedy}"


def one_line(text: str) -> str:
    """Return `text` as one printable line of at most 1000 characters.

    Packages write these texts: they must not forge further entries or color a terminal. A
    `Message` that is such a line already stays one.
    """
    head = text[: 4 * _MOST_CHARACTERS]
    line = " ".join("".join(char if char.isprintable() else " " for char in head).split())
    if len(line) > _MOST_CHARACTERS:
        line = line[:_MOST_CHARACTERS] + "…"
    if isinstance(text, Message) and line == text:
        return Message(text.template, **text.values)
    return line
