"""Rules for what collectors do when they are called on a whole installation."""

from collections.abc import Iterator
from difflib import get_close_matches

from support_packet.contract import PacketFile
from support_packet.testing.conformance.observation import LOOKS
from support_packet.testing.conformance.rule import Rule
from support_packet.testing.conformance.trial import Trial
from support_packet.testing.mattermost_tables import RELEASES, known_tables

_PROGRAMS_OWN = frozenset({"systems", "licenses", "db_migrations", "configurations"})
"""Tables that the program reads itself, in the threads of collectors, too."""

_SQLITES_OWN = ("sqlite_", "pragma_")

_ALMOST = 0.75
_MAX_SHOWN = 5
_SORT = "Sort what has no order, such as sets and rows of a query without ORDER BY."


def _complete(trial: Trial) -> Iterator[str]:
    seen = trial.observed
    for problem in trial.own(seen.fact_problems):
        if problem.reason.defect:
            yield f"{problem.headline!s}: {problem.why!s}"
    yield from defects(seen.packets[0].warnings)
    yield from _without_table(trial)


def _without_table(trial: Trial) -> Iterator[str]:
    """Yield the tables of Mattermost without which a file is missing, so that nothing checks it."""
    made = trial.observed.packets[0].names
    files = [file for file in trial.observed.declarations.files if file.origin in trial.origins]
    if all(file.value.name in made for file in files if isinstance(file.value, PacketFile)):
        return
    known = {table.lower(): table for table in known_tables(trial.release)}
    for name in _missing_tables(trial, "packet"):
        if table := known.get(name.lower()):
            yield (
                f"The installation of the test has no table {table}, so that a file is missing and "
                f'is not checked. Create it first: installation.table("{table}", {{…}}).'
            )


def _missing_tables(trial: Trial, *phases: str) -> list[str]:
    """Return the names of tables that queries of these phases did not find, sorted."""
    events = [event for phase in phases for event in trial.observed.events[phase]]
    return sorted({e.what.partition(" ")[2] for e in events if e.action == "missing"})


def defects(found: list[str]) -> Iterator[str]:
    """Yield those of the warnings of a packet for which a package is to blame."""
    yield from (warning for warning in found if "report the error to its maintainers" in warning)


def _deterministic(trial: Trial) -> Iterator[str]:
    first, second = trial.observed.packets
    if first.names != second.names:
        yield f"Two packets have different files: {first.names} and {second.names}. Sort them."
    for place in sorted(trial.changing):
        if not any(_is_in(name, place) for name in first.names):
            there_are = ", ".join(first.names)
            yield f"changing names {place}, which the packet does not have: {there_are}."
    for name in first.names:
        one, two = first.files[name], second.files.get(name, b"")
        if name in second.names and one != two:
            changes = any(_is_in(name, place) for place in trial.changing)
            yield from _difference(name, one, two, changes=changes)


def _is_in(name: str, place: str) -> bool:
    """Return whether a file is the one named `place`, or in a folder of this name."""
    return name == place or name.startswith(f"{place.rstrip('/')}/")


def _difference(name: str, one: bytes, two: bytes, *, changes: bool) -> Iterator[str]:
    """Yield how two contents of a file differ; of one that `changes`, only the order counts."""
    if sorted(one.splitlines()) == sorted(two.splitlines()):
        yield f"{name} has its lines in another order in a second packet. {_SORT}"
    elif not changes:
        yield (
            f"{name} differs between two packets. {_SORT} Leave out what is random. If it shows "
            "what changes from one moment to the next, such as how long a server runs, name it: "
            f'check_conformance(author, changing=["{name}"]).'
        )


def _previews(trial: Trial) -> Iterator[str]:
    seen = trial.observed
    facts = {(event.action, event.what) for event in seen.events["facts"]}
    for purpose in LOOKS:
        for event in seen.events[purpose]:
            if event.action in ("network", "process") and (event.action, event.what) not in facts:
                yield (
                    f"To look at it for the purpose {purpose} is work: {event}. Declare the file "
                    "with preview=False, or with a quick function as its preview."
                )


def _reads(trial: Trial) -> Iterator[str]:
    seen = trial.observed
    yield from _misspelt_tables(trial)
    for origin in trial.origins:
        files = [file.value for file in seen.declarations.files if file.origin == origin]
        declared = {table.lower() for file in files for table in file.reads}
        read = seen.reads["packet"].get(str(origin), frozenset())
        by_facts = seen.reads["facts"].get(str(origin), frozenset())
        for table in sorted(read - by_facts - declared - _PROGRAMS_OWN):
            if table.startswith(_SQLITES_OWN):
                continue
            yield (
                f"{origin.entry_point} reads the table {table}, which none of its files declares: "
                f"name it in reads=(…), so that check can show the GRANT."
            )


def _misspelt_tables(trial: Trial) -> Iterator[str]:
    """Yield declared or requested tables whose names are nearly those of tables of Mattermost.

    A plugin, or a release that is not known yet, may have others.
    """
    names = {
        table
        for file in trial.observed.declarations.files
        if file.origin in trial.origins
        for table in file.value.reads
    }
    names |= {*_missing_tables(trial, *trial.observed.events)}
    known = {table.lower(): table for release in RELEASES for table in known_tables(release)}
    for name in sorted(names):
        table = name.rpartition(".")[2].lower()
        for close in get_close_matches(table, known, n=1, cutoff=_ALMOST):
            if table not in known and abs(len(table) - len(close)) <= 1:
                yield f"Mattermost has no table {name}. Did you mean {known[close]}?"


def _quiet(trial: Trial) -> Iterator[str]:
    text = "".join(trial.observed.printed).strip()
    if text:
        yield f"It prints {text[:200]!r}. Remove that, or read the output of a command yourself."


def _writes_nothing(trial: Trial) -> Iterator[str]:
    seen = trial.observed
    written = [
        str(event) for events in seen.events.values() for event in events if event.action == "write"
    ]
    for event in list(dict.fromkeys(written))[:_MAX_SHOWN]:
        yield f"It writes: {event}. Change nothing; what must be on disk belongs in tempfile."
    for path in seen.changed[:_MAX_SHOWN]:
        yield f"{path} in the installation has changed. Change nothing."


def _threads(trial: Trial) -> Iterator[str]:
    for name in trial.observed.threads:
        yield f"The thread {name} is left. End it before collect returns."


def _processes(trial: Trial) -> Iterator[str]:
    for command in trial.observed.processes:
        yield f"{command} is left. Use run() of support_packet, or wait for what you start."


COMPLETE = Rule(
    "complete",
    "On the installation of the test everything is made, in time, or a CollectError says why not.",
    _complete,
)
DETERMINISTIC = Rule(
    "deterministic",
    "Two packets of the same installation are equal, but for files named as changing.",
    _deterministic,
)
PREVIEWS = Rule(
    "previews",
    "What the page and check may call starts no process and asks no server, except for facts and "
    "`check_node`.",
    _previews,
)
READS = Rule(
    "reads",
    "Files declare the tables that they read, for check's GRANTs, spelled as Mattermost does.",
    _reads,
)
QUIET = Rule("quiet", "Nothing is printed.", _quiet)
WRITES_NOTHING = Rule(
    "writes-nothing",
    "Nothing is written but temporary files; working directory and environment stay as they are.",
    _writes_nothing,
)
THREADS = Rule("threads", "No thread is left.", _threads)
PROCESSES = Rule("processes", "No child process is left.", _processes)
