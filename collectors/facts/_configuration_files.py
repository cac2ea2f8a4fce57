"""The files that a configuration names: next to it, or in the database that it is in."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from support_packet import Mattermost, MissingTableError

_MAX_BYTES = 2**20
_QUERY = "SELECT Name, Data FROM ConfigurationFiles WHERE Name = :name"


@contextmanager
def configuration_files(mattermost: Mattermost, *names: str) -> Iterator[list[Path]]:
    """Open files of the configuration for as long as the block lasts.

    What comes from the database, such as a private key, is kept in memory only. `OSError` or
    `ValueError` if there is no such file.
    """
    config = mattermost.config
    with ExitStack() as closing:
        if config.source.startswith("file://"):
            yield [config.resolve(str(config.config_dir / name)) for name in names]
        else:
            yield [closing.enter_context(_in_memory(_stored(mattermost, name))) for name in names]


def _stored(mattermost: Mattermost, name: str) -> bytes:
    try:
        found = mattermost.query(_QUERY, name=name)
    except MissingTableError:
        found = []
    # MySQL compares without regard to case.
    data = [str(row.Data) for row in found if row.Name == name]
    if not data or len(data[0]) > _MAX_BYTES:
        raise ValueError(f"{name} is not among the files of the configuration in the database")
    return data[0].encode()


@contextmanager
def _in_memory(content: bytes) -> Iterator[Path]:
    """Make a file that has no place on any disk."""
    if not hasattr(os, "memfd_create"):
        raise ValueError("this system has no files in memory only")
    descriptor = os.memfd_create("configuration", os.MFD_CLOEXEC)
    try:
        os.write(descriptor, content)
        yield Path(f"/proc/self/fd/{descriptor}")
    finally:
        os.close(descriptor)
