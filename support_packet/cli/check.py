"""`support-packet check`: shows what a packet will contain and what is missing."""

import argparse
import os
from collections.abc import Iterable, Iterator
from itertools import chain

from support_packet.cli.environment_notes import environment_notes
from support_packet.cli.finding import Finding, area_width, json_of, verdict_of
from support_packet.cli.installation_findings import examine_installation
from support_packet.cli.installation_options import (
    open_installation,
    plugins_directory,
    read_installation_options,
)
from support_packet.cli.interrupt import ending_on_interrupt
from support_packet.cli.node_findings import examine_nodes
from support_packet.cli.output import own_output
from support_packet.cli.packet_findings import examine_packet
from support_packet.cli.rights import examine_rights
from support_packet.errors import DatabaseError, InstallationError
from support_packet.host.begun_request import begin_request
from support_packet.host.discovery.collectors import Collectors, load_collectors
from support_packet.host.hooks.requested import Requested
from support_packet.host.preview.packet_preview import preview_packet
from support_packet.host.redactor import redactor_for
from support_packet.host.supervision.deadline import Deadline
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings, read_settings
from support_packet.web.access.break_glass import check_token_file


def run(parsed: argparse.Namespace) -> int:
    """Write one line for each area, without secrets; return 1 if something is missing."""
    options = read_installation_options(parsed)
    plugins_dir = plugins_directory(parsed)
    settings = read_settings(options.environment)
    check_token_file(settings.break_glass_token_file)
    mattermost = open_installation(options, settings)
    found: list[Finding] = []
    notes = list(environment_notes(options, mattermost))
    with ending_on_interrupt(), own_output() as output:
        collectors = load_collectors(settings, plugins_dir=plugins_dir)
        deadline = Deadline(settings.packet_timeout)
        mattermost = collectors.secrets_reader.read(
            mattermost, settings.collector_timeout, deadline
        )
        redactor = redactor_for(settings, mattermost.secrets | collectors.secrets)
        color = output.isatty() and "NO_COLOR" not in os.environ
        nodes = examine_nodes(mattermost, settings) if parsed.cluster else ()
        width = 0
        for group in chain([notes], _findings(mattermost, settings, collectors, nodes)):
            found += group
            width = max(width, area_width(group))
            if not parsed.json:
                lines = [finding.text_line(width, color=color) for finding in group]
                output.write("".join(redactor.redact_text(f"{line}\n") for line in lines))
        has_token = settings.break_glass_token_file is not None
        verdict = verdict_of(
            found, has_break_glass=has_token, database_responds=lambda: _responds(mattermost)
        )
        text = json_of(found, verdict) if parsed.json else verdict
        output.write(redactor.redact_text(f"{text}\n"))
    return 1 if any(finding.state == "missing" for finding in found) else 0


def _responds(mattermost: Mattermost) -> bool:
    """Return whether the database responds."""
    try:
        with mattermost.connect():
            return True
    except (DatabaseError, InstallationError):
        return False


def _findings(
    mattermost: Mattermost,
    settings: Settings,
    collectors: Collectors,
    nodes: Iterable[Finding],
) -> Iterator[list[Finding]]:
    """Yield findings as they come, and together those that have names of packages and nodes.

    These may be long, and all lines of a group have the same columns.
    """
    yield from ([finding] for finding in examine_installation(mattermost, settings))
    preview = preview_packet(begin_request(mattermost, collectors, settings, Requested("check")))
    yield [*examine_packet(collectors, preview), *examine_rights(mattermost, preview)]
    yield list(nodes)
