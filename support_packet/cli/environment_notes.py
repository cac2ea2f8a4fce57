"""Which of its variables the server ignores, or reads differently from how they look."""

from collections.abc import Iterator

from support_packet.cli.finding import Finding, note
from support_packet.cli.installation_options import InstallationOptions
from support_packet.mattermost.configuration.environment import (
    ignored_variables,
    mattermost_variables,
)
from support_packet.mattermost.installation import Mattermost

_MAX_NAMES = 20


def environment_notes(options: InstallationOptions, mattermost: Mattermost) -> Iterator[Finding]:
    """Yield what is read differently from how it looks: lines of the files, then variables."""
    for text in options.notes:
        yield note("environment file", text)
    variables = mattermost_variables(options.environment)
    nameless, unfit = ignored_variables(mattermost.config.document, variables)
    if nameless:
        yield _ignored(nameless, "no setting is called so")
    if unfit:
        yield _ignored(unfit, "the value is not one that the setting can have")


def _ignored(names: list[str], why: str) -> Finding:
    shown = ", ".join(names[:_MAX_NAMES])
    return note("environment", f"Mattermost ignores {shown}: {why}.")
