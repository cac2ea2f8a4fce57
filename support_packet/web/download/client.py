"""The other end of a request's connection, where the server lets us look at it."""

import socket
from dataclasses import dataclass

import falcon


@dataclass(frozen=True)
class Client:
    """Who waits for the answer; without a `connection` nothing is known of them."""

    connection: socket.socket | None

    @classmethod
    def of(cls, request: falcon.Request) -> "Client":
        """Return the client of `request`; gunicorn tells its connection, other servers do not."""
        return cls(request.env.get("gunicorn.socket"))

    def has_left(self) -> bool:
        """Whether they have closed the connection; asks without sending or waiting."""
        if self.connection is None:
            return False
        try:
            return not self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def hang_up(self) -> None:
        """Close the connection under whoever is sending on it at this moment."""
        if self.connection is None:
            return
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
