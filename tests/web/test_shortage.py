"""What the machine is short of at the moment is not an error of this program: 503, not 500."""

import errno
import os

import falcon
import falcon.testing
import pytest

from support_packet.errors import DatabaseError, InstallationError
from support_packet.process.shortage import shortage_of
from support_packet.web.audit import AuditEntry
from support_packet.web.context import Request
from support_packet.web.errors import add_error_handlers
from support_packet.web.i18n.translations import Translations

_NO_THREAD = RuntimeError("can't start new thread")


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def _caused(error: Exception, cause: Exception, *, shown: bool) -> Exception:
    """As `raise error from cause` does, or, if it is not `shown`, `raise error from None`."""
    error.__cause__ = cause if shown else None
    error.__context__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "lacking"),
    [
        (MemoryError(), "memory"),
        (_error(errno.EMFILE), "Too many open files"),
        (_error(errno.ENFILE), "Too many open files in system"),
        (_error(errno.ENOMEM), "Cannot allocate memory"),
        (_NO_THREAD, "threads"),
        (_caused(ImportError("x"), _error(errno.EMFILE), shown=True), "Too many open files"),
        (_caused(InstallationError("x"), MemoryError(), shown=False), "memory"),
        (RuntimeError("another one"), None),
        (_error(errno.ENOENT), None),
        (_error(errno.EACCES), None),
        (InstallationError("x"), None),
        (_caused(ValueError("x"), KeyError("y"), shown=True), None),
    ],
)
def test_shortages_are_known_by_their_causes(error: Exception, lacking: str | None) -> None:
    assert shortage_of(error) == lacking


def test_causes_in_a_circle_end() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first

    assert shortage_of(first) is None


class _Failing:
    def __init__(self, error: Exception) -> None:
        self._error = error

    def on_get(self, _request: Request, _response: falcon.Response) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "status", "error_id"),
    [
        (MemoryError(), 503, "shortage"),
        (_caused(InstallationError("x"), _NO_THREAD, shown=False), 503, "shortage"),
        # It has its own message, and is 503 in any case.
        (_caused(DatabaseError("x"), MemoryError(), shown=False), 503, "database_unreachable"),
        (InstallationError("x"), 503, "installation_unreadable"),
        (ValueError("x"), 500, "internal_error"),
    ],
)
@pytest.mark.parametrize("page_fails", [False, True])
def test_a_shortage_is_answered_with_503_and_when_to_try_again(
    error: Exception, status: int, error_id: str, page_fails: bool
) -> None:
    def send_page(*_: object) -> bool:
        if page_fails:
            raise _error(errno.EMFILE)
        return False

    app = falcon.App(request_type=Request)
    add_error_handlers(app, Translations(()), send_page)
    app.add_route("/", _Failing(error))

    answer = falcon.testing.TestClient(app).simulate_get("/")

    assert answer.status_code == status
    assert answer.json["id"] == f"support_packet.{error_id}"
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_a_client_that_leaves_before_its_packet_is_not_a_failure() -> None:
    entries: list[AuditEntry] = []

    class Leaving:
        def on_get(self, request: Request, _response: falcon.Response) -> None:
            entries.append(AuditEntry(request, "id"))
            request.context.audit = entries[0]
            raise BrokenPipeError(errno.EPIPE, "the client no longer waits for this packet")

    app = falcon.App(request_type=Request)
    add_error_handlers(app, Translations(()), lambda *_: False)
    app.add_route("/", Leaving())

    answer = falcon.testing.TestClient(app).simulate_get("/")

    assert answer.status_code == 499
    assert not entries[0].log("again")
