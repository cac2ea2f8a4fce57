"""Rules for what hooks declare: it is valid, quick, named and described."""

import re
from collections.abc import Iterable, Iterator

from support_packet.testing.conformance import observation
from support_packet.testing.conformance.audit import Event
from support_packet.testing.conformance.observation import HOOK_SECONDS, QUICK_SECONDS, is_late
from support_packet.testing.conformance.rule import Rule
from support_packet.testing.conformance.trial import Trial, folded
from support_packet.values.message import Message

_PLACEHOLDER = re.compile(r"%\(\w*\)[a-z]?")


def _quick(trial: Trial) -> Iterator[str]:
    seen = trial.observed
    for problem in trial.own(seen.hook_problems):
        if is_late(problem):
            yield f"{problem.headline!s}: it took more than {HOOK_SECONDS:g} s. Work in collect."
    for origin, seconds in seen.hook_seconds.items():
        if origin in trial.origins and seconds > observation.QUICK_SECONDS:
            yield (
                f"The hooks of {origin.entry_point} took {seconds:.1f} s, each of three times. "
                "Work, and wait, in collect."
            )
    # The hooks are called more than once.
    for event in dict.fromkeys(map(str, _work(seen.events["hooks"]))):
        yield f"A hook does work: {event}. Do it in the collect that it declares."


def _work(events: Iterable[Event]) -> Iterator[Event]:
    return (event for event in events if event.action not in ("write", "missing"))


def _valid(trial: Trial) -> Iterator[str]:
    seen = trial.observed
    found = dict.fromkeys(map(str, trial.own(seen.hook_problems)))
    yield from found


def _titled(trial: Trial) -> Iterator[str]:
    for text in sorted(_shown_texts(trial)):
        if unfilled := _PLACEHOLDER.search(text):
            yield f"{text!r} is shown with its placeholder {unfilled[0]}: name it in values."
    for declared in trial.observed.declarations.files:
        file = declared.value
        if declared.origin in trial.origins:
            if str(file.heading) == file.name:
                yield f"{file.name} has no title: say what people call it."
            if not file.description:
                yield f"{file.name} has no description: say what is in it."


def _shown_texts(trial: Trial) -> set[str]:
    """Return what people are shown of the declarations, with its values."""
    seen = trial.observed
    texts = {
        str(Message(notice.value.message, **notice.value.values))
        for notice in seen.notices
        if notice.origin in trial.origins
    }
    for declared in seen.declarations.files:
        if declared.origin in trial.origins:
            file = declared.value
            texts |= {str(file.heading), str(file.explanation), file.group}
    return texts


def _named(trial: Trial) -> Iterator[str]:
    for declared in trial.observed.declarations.files:
        folder, slash, _ = declared.value.name.partition("/")
        if declared.origin not in trial.origins or declared.origin.first_party:
            continue
        if declared.value.replaces is not None:
            continue
        if not slash or folded(folder) not in trial.prefixes(declared.origin):
            example = f"{declared.origin.distribution}/{declared.value.name.rpartition('/')[2]}"
            yield f"{declared.value.name} is not in a folder of the package: call it {example}."


def _facts_named(trial: Trial) -> Iterator[str]:
    for declared in trial.observed.declarations.facts.declared:
        if declared.origin not in trial.origins or declared.origin.first_party:
            continue
        for key in declared.value.keys:
            if folded(key.partition(".")[0]) not in trial.prefixes(declared.origin):
                prefix = declared.origin.distribution.replace("-", "_")
                example = f"{prefix}.{key.rpartition('.')[2]}"
                yield f"The fact {key} has no prefix of the package: call it {example}."


def _known_settings(trial: Trial) -> Iterator[str]:
    yield from trial.observed.misspelt


QUICK_HOOKS = Rule(
    "quick-hooks",
    "Hooks declare: they query no database, ask no server, start no process, and are done "
    f"within {QUICK_SECONDS:g} seconds.",
    _quick,
)
DECLARATIONS = Rule("declarations", "All declarations are valid, for every purpose.", _valid)
TITLES = Rule(
    "titles", "Every file has a title and a description, and all placeholders are filled.", _titled
)
FILE_NAMES = Rule("file-names", "Files are in a folder named like their package.", _named)
FACT_KEYS = Rule("fact-keys", "Keys of facts have a prefix named like their package.", _facts_named)
KNOWN_SETTINGS = Rule(
    "known-settings",
    "Every path that is read from the configuration is one that some release has.",
    _known_settings,
)
