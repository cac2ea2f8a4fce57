"""Checks collectors against all rules."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from support_packet.testing.author import Author
from support_packet.testing.conformance import (
    behavior_rules,
    catalog_rule,
    declaration_rules,
    hostile_rules,
    loading_rules,
)
from support_packet.testing.conformance.rule import Rule
from support_packet.testing.conformance.trial import Trial
from support_packet.values.arguments import check_several, check_type

_STAGES: Sequence[Sequence[Rule[Trial]]] = (
    (loading_rules.LOADS, loading_rules.IMPORT),
    (declaration_rules.QUICK_HOOKS,),
    (
        declaration_rules.DECLARATIONS,
        declaration_rules.TITLES,
        declaration_rules.FILE_NAMES,
        declaration_rules.FACT_KEYS,
        declaration_rules.KNOWN_SETTINGS,
        catalog_rule.CATALOGS,
        behavior_rules.COMPLETE,
        behavior_rules.DETERMINISTIC,
        behavior_rules.PREVIEWS,
        behavior_rules.READS,
        behavior_rules.QUIET,
        behavior_rules.WRITES_NOTHING,
        behavior_rules.THREADS,
        behavior_rules.PROCESSES,
    ),
    (
        hostile_rules.OPTIONS,
        hostile_rules.SECRETS,
        hostile_rules.LATE_DATABASE,
        hostile_rules.BROKEN_INSTALLATIONS,
    ),
)
"""The rules; a stage is only checked where the ones before it hold."""

RULES: Sequence[Rule[Trial]] = [rule for stage in _STAGES for rule in stage]


class ConformanceError(AssertionError):
    """The collectors break rules; `broken` says how, by the name of each rule."""

    def __init__(self, broken: dict[str, list[str]]) -> None:
        self.broken = broken
        super().__init__(
            "\n".join(["The collectors do not conform.", *map(_lines, broken.items())])
        )


def check_conformance(
    author: Author, *, without: Sequence[str] = (), changing: Sequence[str] = ()
) -> None:
    """Check what every collector has to pass; `ConformanceError` names each rule that is broken.

    The collectors under test are called on copies of `author.installation`, so that what a
    collector needs, such as a table or a log, is to be put there before. `without` are the names of
    rules that do not hold for a package, for a reason that its test should give; `ValueError` for
    a name that no rule has. `changing` are the names of files that change from one moment to the
    next: for how long a server runs, which processes there are.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from support_packet import PacketFile, hookimpl
    >>> from support_packet.testing import Author, Installation, check_conformance
    >>> class Loud:
    ...     @hookimpl
    ...     def packet_files(self):
    ...         return PacketFile("loud.txt", lambda: print("made") or "content")
    >>> temporary = tempfile.TemporaryDirectory()
    >>> installation = Installation(Path(temporary.name) / "mattermost")
    >>> try:
    ...     check_conformance(Author(installation, []).use(Loud()))
    ... except AssertionError as error:
    ...     sorted(error.broken)
    ['file-names', 'quiet', 'titles']
    >>> installation.close()
    >>> temporary.cleanup()
    """
    __tracebackhide__ = True
    check_type("author of check_conformance()", author, Author, "the fixture author")
    check_several("without", without, "a list of rules", 'without=["titles"]')
    check_several("changing", changing, "a list of files", 'changing=["my-package/a.txt"]')
    known = {rule.name for rule in RULES}
    if unknown := set(without) - known:
        raise ValueError(f"No rule is called {min(unknown)}. They are: {', '.join(sorted(known))}.")
    with tempfile.TemporaryDirectory(prefix="conformance-") as folder:
        trial = Trial(author, Path(folder), changing)
        for stage in _STAGES:
            broken = {
                rule.name: found
                for rule in stage
                if rule.name not in without and (found := list(rule.check(trial)))
            }
            if broken:
                raise ConformanceError(broken)


def _lines(rule: tuple[str, list[str]]) -> str:
    name, found = rule
    demand = next(known.demand for known in RULES if known.name == name)
    return "\n".join([f"{name}: {demand}", *(f"  - {text}" for text in found)])
