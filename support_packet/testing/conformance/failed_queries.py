"""Which files and facts had a failed query, even if their code hid the error."""

from collections.abc import Callable, Iterator
from typing import Any

from support_packet.mattermost.sql.query_audit import DATABASE_ERROR
from support_packet.process.current_call import current_name
from support_packet.testing.conformance.audit import audit_hook
from support_packet.testing.conformance.trial import Trial
from support_packet.testing.made import Made


class FailedQueries:
    """Keeps the names of the files, facts and hooks whose queries fail while it is active."""

    names = frozenset({DATABASE_ERROR})

    def __init__(self) -> None:
        self.failed: list[str] = []

    def record(self, _name: str, _arguments: tuple[Any, ...]) -> None:
        """Note a query that got no answer."""
        self.failed.append(current_name.get())


def failed_during(make: Callable[[], Made]) -> tuple[Made, list[str]]:
    """Return what `make` returns, and the names of what queried the database without success."""
    hook, recorder = audit_hook(), FailedQueries()
    hook.recorder = recorder
    try:
        return make(), list(dict.fromkeys(recorder.failed))
    finally:
        hook.recorder = None


def unsaid(trial: Trial, made: Made, failed: list[str]) -> Iterator[str]:
    """Yield the names of those of `failed` of which no warning says that something is missing."""
    titles = {
        ", ".join(facts.value.keys): facts.value.title
        for facts in trial.observed.declarations.facts.declared
        if facts.origin in trial.origins
    }
    files = {
        file.value.name
        for file in trial.observed.declarations.files
        if file.origin in trial.origins
    }
    for name in failed:
        shown = titles.get(name) or name
        if (name in titles or name in files) and not any(shown in text for text in made.warnings):
            yield name
