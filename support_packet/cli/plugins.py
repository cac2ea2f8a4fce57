"""`support-packet plugins`: lists the collectors."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from support_packet.cli.installation_options import plugins_directory, read_environment
from support_packet.cli.interrupt import ending_on_interrupt
from support_packet.cli.output import own_output
from support_packet.host.discovery.collector_state import CollectorState
from support_packet.host.discovery.collectors import load_collectors
from support_packet.host.redactor import redactor_for
from support_packet.mattermost.secrets.environment_secrets import secret_variables
from support_packet.settings import read_settings

_HEADINGS = ("ENTRY POINT", "PACKAGE", "STATE", "HOOKS")


def run(parsed: argparse.Namespace) -> int:
    """Load all collectors and write their states; return 1 if one of them does not load."""
    plugins_dir = plugins_directory(parsed)
    environment, notes = read_environment(parsed)
    for text in notes:
        sys.stderr.write(f"support-packet: {text}\n")
    settings = read_settings(environment)
    with ending_on_interrupt(), own_output() as output:
        collectors = load_collectors(settings, plugins_dir=plugins_dir)
        redactor = redactor_for(settings, secret_variables(environment) | collectors.secrets)
        if parsed.json:
            listed = json.dumps([asdict(state) for state in collectors.states], indent=4)
        else:
            listed = "\n".join(_table(collectors.states))
        output.write(redactor.redact_text(f"{listed}\n"))
    for problem in collectors.problems:
        if problem.origin is None:
            sys.stderr.write(redactor.redact_text(f"support-packet: {problem}\n"))
    return 1 if any(state.state == "failed" for state in collectors.states) else 0


def _table(states: Sequence[CollectorState]) -> Iterator[str]:
    rows = [_HEADINGS, *(_row(state) for state in states)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    more: list[list[str]] = [[], *(list(_details(state)) for state in states)]
    for row, details in zip(rows, more, strict=True):
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
        yield from (f"    {detail}" for detail in details)


def _details(state: CollectorState) -> Iterator[str]:
    """Yield what is wrong, and the settings without their values, which may be secret."""
    if state.error:
        yield state.error
    for setting in state.settings:
        kind = f"{setting.kind}, secret" if setting.secret else setting.kind
        default = f", {setting.default} by default" if setting.default else ""
        is_set = "set" if setting.is_set else f"not set{default}"
        yield f"{setting.variable} ({kind}, {is_set}) {setting.description}".rstrip()


def _row(state: CollectorState) -> tuple[str, str, str, str]:
    package = f"{state.distribution} {state.version}".rstrip()
    return state.entry_point, package, state.state, ", ".join(state.hooks)
