"""Why a package's code ended early, described in the thread in which it did."""

from support_packet.errors import (
    ContentCut,
    DatabaseError,
    DataSourceError,
    DeclarationError,
    InstallationError,
    QueryError,
    SupportPacketError,
    TranslatableError,
)
from support_packet.host.problems import SHORT_OF, one_line, one_line_message, one_line_reason
from support_packet.host.supervision.package_frames import place_of
from support_packet.host.supervision.traces import log_traceback
from support_packet.process.shortage import shortage_of
from support_packet.values.message import N_, Message
from support_packet.values.reason import Cause, Reason


def describe(error: BaseException) -> Reason:
    """Return what `error` says; call it where the error was raised, for its text is foreign code.

    `OSError` of the system keeps the system's words and its file name. At DEBUG, the traceback is
    logged.
    """
    try:
        log_traceback(error)
        return _describe(error)
    except BaseException:  # noqa: BLE001 -- even `str(error)` belongs to the package
        name = type(error).__name__
        return Reason(Message(N_("%(error)s, which has no readable text"), error=name), defect=True)


def _describe(error: BaseException) -> Reason:
    if isinstance(error, ContentCut):
        return one_line_reason(error.reason)
    if isinstance(error, SupportPacketError) and str(error.message):
        return Reason(
            one_line_message(error.message),
            one_line_message(error.remedy)
            if isinstance(error, TranslatableError) and error.remedy
            else None,
            defect=isinstance(error, DeclarationError),
            cause=_cause(error),
        )
    if isinstance(error, OSError) and error.strerror:
        place = error.filename or type(error).__name__
        # What this program says of a directory or a pipe begins in lower case, within sentences.
        reason = error.strerror[:1].upper() + error.strerror[1:]
        return Reason(Message(one_line(f"{reason}: {place}")))
    if shortage_of(error):
        return Reason(Message(SHORT_OF))
    text = one_line(": ".join(filter(None, [type(error).__name__, str(error)])))
    place = place_of(error)
    return Reason(Message(f"{text} ({place})" if place else text), defect=True)


def _cause(error: SupportPacketError) -> Cause | None:
    match error:
        case QueryError():
            return None  # the database responds
        case DatabaseError():
            return Cause.DATABASE
        case InstallationError() | DataSourceError():
            return Cause.CONFIGURATION
    return None
