"""Writes the program's log, and keeps what packages log apart from it."""

import logging
from functools import cache
from pathlib import Path
from typing import TextIO

from support_packet.host.supervision.collector_streams import collector_log, unwrapped
from support_packet.host.supervision.log_stream import LineWriter
from support_packet.host.supervision.lost_lines import LostLines
from support_packet.host.supervision.output import current_output

_OUR_CODE = f"{Path(__file__).parents[2]}/"
"""With the slash: a package next to it may be called support_packet_…, too."""


@cache
def _lost_lines() -> LostLines:
    """Return what all handlers share, also those of processes that are forked after the first."""
    return LostLines()


class CollectorHandler(logging.Handler):
    """Writes records; those of a package are redacted, and carry the collector's name."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._writer = LineWriter(unwrapped(stream).fileno(), self._notice, _lost_lines())

    def close(self) -> None:
        """Give back what the writer has opened."""
        self._writer.close()
        super().close()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record, or pass it on if it is a package's."""
        output = current_output.get()
        try:
            if output is None or record.pathname.startswith(_OUR_CODE):
                self._writer.write(self.format(record))
                return
            line = f"{record.levelname} {record.name}: {self._message(record)}"
            output.write(f"{line}\n", collector_log().put)
        except Exception:  # noqa: BLE001 -- a record that cannot be formatted
            self.handleError(record)

    def _notice(self, missing: int) -> str:
        text = "%d log lines were dropped: this log was not read, or its disk was full."
        values = __name__, logging.WARNING, __file__, 0, text, (missing,), None
        return self.format(logging.LogRecord(*values))

    def _message(self, record: logging.LogRecord) -> str:
        text = record.getMessage()
        if record.exc_info and self.formatter:
            text += "\n" + self.formatter.formatException(record.exc_info)
        return text
