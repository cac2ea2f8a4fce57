"""The log: one line for each record, and no level at which libraries log secrets."""

import json
import logging
import logging.config
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gunicorn.config import Config

from support_packet.web.serving.logging_config import Log, OneLineFormatter, logging_config


def written(message: str, *arguments: object, exc_info: Any = None) -> str:
    record = logging.LogRecord(
        "name",
        logging.INFO,
        "path",
        1,
        message,
        arguments,
        exc_info,
    )
    return OneLineFormatter("%(message)s").format(record)


def test_a_forged_line_stays_within_its_record() -> None:
    line = written("user %s", "eve\n2026-01-01 root\r\x1b[31m\x85\u2028 logged in")

    assert line == "user eve\\n2026-01-01 root\\r\\x1b[31m\\x85\\u2028 logged in"


def test_json_passes_unchanged() -> None:
    line = json.dumps({"username": 'a"b\\c\n', "name": "é"})

    assert written("%s", line) == line


def test_only_the_place_of_an_exception_is_logged() -> None:
    try:
        int("password=mostest-Zq81")
    except ValueError:
        line = written("It failed.", exc_info=sys.exc_info())

    assert line.startswith("It failed.\\nValueError at ")
    assert "mostest" not in line


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """Return what the DEBUG configuration writes while the test runs."""
    root = logging.getLogger()
    names = ["support_packet", "support_packet.audit", "gunicorn.error", "gunicorn.access"]
    loggers = [root, *map(logging.getLogger, names)]
    before = [(each.level, each.handlers[:], each.propagate) for each in loggers]
    path = tmp_path / "log"
    config = logging_config("DEBUG")
    with path.open("w", encoding="utf-8") as stream:
        config["handlers"]["stderr"]["stream"] = stream
        logging.config.dictConfig(config)
        yield path
    for each, (level, handlers, propagate) in zip(loggers, before, strict=True):
        each.setLevel(level)
        each.handlers[:] = handlers
        each.propagate = propagate


def test_debug_affects_this_program_only(log: Path) -> None:
    logging.getLogger("support_packet.web").debug("ours")
    logging.getLogger("sqlalchemy.engine").info("SELECT … token")
    logging.getLogger("gunicorn.error").debug("No more data after: … token")

    assert [line.rpartition(": ")[2] for line in log.read_text(encoding="utf-8").splitlines()] == [
        "ours"
    ]


def test_the_audit_line_does_not_depend_on_the_level(log: Path) -> None:
    logging.getLogger("support_packet").setLevel("ERROR")

    logging.getLogger("support_packet.audit").info("a packet")

    assert log.read_text(encoding="utf-8").endswith("INFO support_packet.audit: a packet\n")


def test_no_line_is_prepared_for_a_request(log: Path) -> None:
    configuration = Config()
    configuration.set("logconfig_dict", logging_config("INFO"))

    # gunicorn's own would ask the answer for its status.
    Log(configuration).access(None, None, {}, None)

    assert log.read_text(encoding="utf-8") == ""
