"""Misspelt paths of the configuration, which a packet only logs."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from support_packet.mattermost.configuration import misspelt_paths


class _Ear(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message, once."""
        text = record.getMessage()
        if text not in self._heard:
            self._heard.append(text)


@contextmanager
def misspelt_during(heard: list[str]) -> Iterator[None]:
    """Put into `heard` what is said about misspelt paths within this block."""
    logger, ear = misspelt_paths.logger, _Ear(heard)
    level = logger.level
    logger.addHandler(ear)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(ear)
        logger.setLevel(level)


@contextmanager
def warning_of_misspelt() -> Iterator[None]:
    """Make each misspelt path a `UserWarning` of the test that called the caller."""
    heard: list[str] = []
    with misspelt_during(heard):
        yield
    for text in heard:
        # Of this function, of contextlib, and of the method of `Author`.
        warnings.warn(text, UserWarning, stacklevel=4)
