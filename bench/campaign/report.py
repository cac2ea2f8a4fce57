"""The report of a campaign, as Markdown."""

from collections.abc import Mapping

from bench.campaign.target import FAULTS, Tally

_MAX_NOTES = 5


def report(tallies: Mapping[str, Tally], command: str, machine: str) -> str:
    """Return what the attacks did and found."""
    head = ["attack", "rounds", "inputs or requests", "goal", "statuses", *FAULTS]
    lines = [
        "# Campaign",
        "",
        f"Written by `{command}` ({machine}). Status 0 is a connection without an answer.",
        "Where there is a goal, it is for a campaign that has the time for it.",
        "",
        f"| {' | '.join(head)} |",
        f"|{' --- |' * len(head)}",
    ]
    for name, tally in tallies.items():
        statuses = ", ".join(
            f"{status}: {count}" for status, count in sorted(tally.statuses.items())
        )
        faults = [str(len(tally.faults[kind])) for kind in FAULTS]
        left_out = f"left out: {tally.left_out}" if tally.left_out else ""
        goal = f"{tally.goal:,}" if tally.goal else ""
        cells = [name, str(tally.rounds), f"{tally.requests:,}", goal, left_out or statuses]
        lines.append(f"| {' | '.join([*cells, *faults])} |")
    notes = [
        f"- {name}, {kind}: {note}"
        for name, tally in tallies.items()
        for kind in FAULTS
        for note in tally.faults[kind][:_MAX_NOTES]
    ]
    return "\n".join([*lines, *(["", "## Faults", "", *notes] if notes else []), ""])
