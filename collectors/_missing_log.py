"""The notice about a log that the server should have written."""

from support_packet import CollectError, Log, PacketNotice


def missing_log(log: Log) -> list[PacketNotice]:
    """Return a notice that says why there is no log, in the same words as the file's problem."""
    if log.size() is not None:
        return []
    try:
        next(iter(log), None)
    except CollectError as error:
        values = {name: str(value) for name, value in error.message.values.items()}
        return [PacketNotice(error.message.template, values=values)]
    return []
