"""One packet on its way to one client."""

from contextlib import ExitStack
from typing import Self

from support_packet.host.packet import Packet
from support_packet.web.audit import AuditEntry
from support_packet.web.download.client import Client


class Download:
    """The bytes of a packet; at their end, or when the client leaves, all that is `held` goes.

    A server calls `close` in any case, also before the first chunk, which a generator that has
    not begun would not notice.
    """

    def __init__(self, packet: Packet, audit: AuditEntry, client: Client, held: ExitStack) -> None:
        self._packet = packet
        self._chunks = packet.stream()
        self._audit = audit
        self._client = client
        self._held = held
        self._sent = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        try:
            chunk = next(self._chunks)
        except StopIteration:
            self._end(self._packet.report.result)
            raise
        except BrokenPipeError:
            self._end("abandoned")
            raise
        except Exception:
            self._end("failed")
            raise
        self._sent += len(chunk)
        return chunk

    def close(self) -> None:
        """End the work; whoever did not take all of it has left."""
        self._end("abandoned")

    def cut_off(self) -> None:
        """Hang up, so that a server that stops need not wait for the client."""
        self._client.hang_up()

    def _end(self, result: str) -> None:
        try:
            self._chunks.close()
        finally:
            self._held.close()
            self._audit.add_packet(self._packet.report, self._sent)
            self._audit.log(result)
