"""The file `stat` of a process or a thread in `/proc`."""

from pathlib import Path


def stat_fields(folder: Path) -> list[str]:
    """Return its fields from the state on, the third; `OSError` if there is no such process."""
    stat = (folder / "stat").read_text(errors="replace")
    # The name before them, in parentheses, may hold spaces and parentheses.
    return stat.rpartition(")")[2].split()
