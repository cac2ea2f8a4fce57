"""Tracebacks of packages in the program's log, at DEBUG only and without secrets."""

import logging
import traceback

from support_packet.host.supervision.collector_streams import collector_log
from support_packet.host.supervision.output import MAX_LINES, Output, current_output

_MAX_FRAMES = 20
"""Of each exception: the innermost."""

logger = logging.getLogger("support_packet.collectors")


def log_traceback(error: BaseException) -> None:
    """Log where `error` was raised; call it in the thread of the package's call.

    The text of an exception, and the lines of source code, pass the redactor as all that packages
    write.
    """
    output = current_output.get()
    if output is None or not logger.isEnabledFor(logging.DEBUG):
        return
    text = "".join(traceback.format_exception(error, limit=-_MAX_FRAMES))
    trace = Output(output.name)
    # The end says what happened; a long chain of exceptions begins with what matters less.
    for line in text.splitlines(keepends=True)[-MAX_LINES:]:
        trace.write(line, collector_log().put)
    trace.close()
