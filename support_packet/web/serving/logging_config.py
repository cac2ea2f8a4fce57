"""The program's log: one line a record on standard error, without secrets."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, Literal

from gunicorn.glogging import Logger

from support_packet.host.supervision.collector_records import CollectorHandler
from support_packet.web.stack_trace import stack_trace

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLineFormatter(logging.Formatter):
    """Writes a record on one line; of an exception only where it came from."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return _CONTROL.sub(lambda match: repr(match[0])[1:-1], super().format(record))

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- logging's name
        """Return the trace without values."""
        return stack_trace(ei[1])


class JsonFormatter(OneLineFormatter):
    """Writes a record as an object of JSON; its schema is in docs/operators.md."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        document: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        if audit := getattr(record, "audit", None):
            document |= {"message": "audit", "audit": audit}
        if record.exc_info:
            document["trace"] = self.formatException(record.exc_info)
        return json.dumps(document)


def logging_config(level: str, log_format: Literal["text", "json"] = "text") -> dict[str, Any]:
    """Return what `dictConfig` takes; `level` holds for this program only.

    Libraries log warnings and errors: SQLAlchemy at INFO and gunicorn at DEBUG would write tokens.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {
                "()": OneLineFormatter,
                "format": "%(asctime)s [%(process)d] %(levelname)s %(name)s: %(message)s",
            },
            "json": {"()": JsonFormatter},
        },
        "handlers": {
            "stderr": {
                "()": CollectorHandler,
                "formatter": log_format,
                "stream": "ext://sys.stderr",
            }
        },
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "support_packet": {"level": level},
            "support_packet.audit": {"level": "INFO"},
            "gunicorn.error": {
                "level": "INFO" if level == "DEBUG" else level,
                "handlers": [],
                "propagate": True,
            },
            "gunicorn.access": {"level": "WARNING", "handlers": [], "propagate": True},
        },
    }


class Log(Logger):
    """gunicorn's log, without lines for requests: those for packets have an audit line."""

    def access(self, *_: Any) -> None:
        """Prepare no line either, as gunicorn does also for a level at which none is written."""
