"""Whether the file of a SQLite database is still the same."""

from urllib.parse import unquote

from support_packet.files.file_state import FileState, state_of
from support_packet.mattermost.sql.data_source import DataSource


def state_of_file(source: DataSource) -> FileState | None:
    """Return the state of a data source's file; `None` if it has none that can be read."""
    return state_of(unquote(source.file.removeprefix("file:"))) if source.file else None
