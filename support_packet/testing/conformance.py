"""What every collector has to pass."""

from support_packet.testing.author import Author


class ConformanceError(AssertionError):
    """The collectors break rules; `broken` has their names."""

    def __init__(self, broken: dict[str, list[str]]) -> None:
        self.broken = broken
        lines = [f"- {rule}: {what}" for rule, found in broken.items() for what in found]
        super().__init__("\n".join(["The collectors do not conform:", *lines]))


def check_conformance(author: Author) -> None:
    """Raise `ConformanceError`, which names each rule that the collectors break, and the remedy."""
    made = author.packet()
    if made.warnings:
        raise ConformanceError({"declarations": made.warnings})
