"""`support-packet collect`: writes one file of the packet to standard output."""

import argparse
import logging.config
import os
import sys
from collections.abc import Iterator
from contextlib import closing

from support_packet.cli.installation_options import (
    open_installation,
    plugins_directory,
    read_installation_options,
)
from support_packet.cli.interrupt import ending_on_interrupt
from support_packet.cli.terminal_text import printable
from support_packet.errors import SettingsError
from support_packet.host.begun_request import Client, begin_request
from support_packet.host.discovery.collectors import load_collectors
from support_packet.host.hooks.requested import Requested
from support_packet.host.single_file import SingleFile
from support_packet.host.supervision.collector_streams import collector_log, take_over_output
from support_packet.process.threads import log_failed_threads
from support_packet.settings import read_settings
from support_packet.values.similar_names import similar_names
from support_packet.web.access.break_glass import operator_secrets
from support_packet.web.serving.logging_config import logging_config

_INCOMPLETE = 1
_MAX_LISTED = 50


def run(parsed: argparse.Namespace) -> int:
    """Write the file; return 1 if it is missing or ends early. `SettingsError` for a wrong name."""
    terminal = os.isatty(sys.stdout.fileno())
    if parsed.raw and not terminal:
        raise SettingsError(
            "--raw leaves the secrets in, so it writes to a terminal only, and the standard output "
            "is not one. Without --raw you get the file as a packet would hold it."
        )
    options = read_installation_options(parsed)
    for text in options.notes:
        sys.stderr.write(f"support-packet: {text}\n")
    settings = read_settings(options.environment)
    plugins_dir = plugins_directory(parsed)
    mattermost = open_installation(options, settings)
    output = os.dup(sys.stdout.fileno())
    take_over_output()
    log_failed_threads()
    logging.config.dictConfig(logging_config(settings.log_level))
    with ending_on_interrupt():
        collectors = load_collectors(settings, plugins_dir=plugins_dir)
        requested = Requested("packet", parsed.option, nodes=False)
        operator = Client(operator_secrets(settings.break_glass_token_file))
        begun = begin_request(mattermost, collectors, settings, requested, operator)
        file = SingleFile(begun, parsed.name)
        try:
            return _write(file, parsed, output, terminal=terminal)
        finally:
            collector_log().flush()


def _write(file: SingleFile, parsed: argparse.Namespace, output: int, *, terminal: bool) -> int:
    if file.found:
        with closing(file.content(raw=parsed.raw)) as content:
            _write_all(printable(content) if terminal else content, output)
    _write_problems(file)
    if not file.found:
        raise SettingsError(_unknown(parsed.name, file.names))
    folder = f"{parsed.name.rstrip('/')}/" in file.names
    # A folder that ends early may have had the file.
    if file.members and parsed.name not in file.members and (folder or file.complete):
        raise SettingsError(_not_in_folder(parsed.name, file.members))
    return 0 if file.complete else _INCOMPLETE


def _write_all(pieces: Iterator[bytes], descriptor: int) -> None:
    """Write all pieces as they come; `OSError` where the reader has left or the disk is full."""
    with open(descriptor, "wb", buffering=0, closefd=False) as output:
        for piece in pieces:
            left = memoryview(piece)
            while left:
                # A pipe may take a part only.
                left = left[output.write(left) :]


def _write_problems(file: SingleFile) -> None:
    for problem in file.problems:
        sys.stderr.write(f"support-packet: {problem}\n")


def _unknown(name: str, names: list[str]) -> str:
    if similar := similar_names(name, names):
        return f"No file of the packet is called {name!r}. Did you mean {_listed(similar)}?"
    return f"No file of the packet is called {name!r}. The files are: {_listed(names)}."


def _not_in_folder(name: str, members: list[str]) -> str:
    return f"{name!r} is not a file of its folder, whose files are: {_listed(members)}."


def _listed(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    more = f" and {len(unique) - _MAX_LISTED} more" if len(unique) > _MAX_LISTED else ""
    return ", ".join(unique[:_MAX_LISTED]) + more
