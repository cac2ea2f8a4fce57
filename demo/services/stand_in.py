"""A small directory server, for machines without one: it answers as 389 Directory Server does.

It knows its root DSE and one account. ldap3, which every installation of this program has, knows
the messages of LDAP, and pyasn1 their encoding.
"""

import hmac
import socketserver
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from ldap3.protocol import rfc4511
from pyasn1.codec.ber import decoder, encoder
from pyasn1.error import PyAsn1Error

from demo.listening import TcpServer, listening
from demo.server import HOST

VENDOR = {"vendorName": "389 Project", "vendorVersion": "389-Directory/2.3.1 B2023.048.0000"}

_SUCCESS, _PROTOCOL_ERROR, _METHOD_NOT_SUPPORTED = 0, 2, 7
_NO_SUCH_OBJECT, _INVALID_CREDENTIALS, _UNWILLING = 32, 49, 53
_Answers = Iterator[tuple[str, Any]]


class _Directory(TcpServer):
    """The server; `root_dse` has the values of each attribute."""

    def __init__(self, user: str, password: str, base: str) -> None:
        super().__init__((HOST, 0), _Connection)
        self.user, self.password = user.lower(), password.encode()
        self.root_dse: Mapping[str, Sequence[str]] = {
            "objectClass": ["top"],
            "namingContexts": [base],
            "supportedLDAPVersion": ["3"],
            **{name: [value] for name, value in VENDOR.items()},
        }

    def answers(self, name: str, request: Any) -> _Answers:
        """Yield the names and contents of the answers to a request."""
        if name == "bindRequest":
            yield "bindResponse", _result(rfc4511.BindResponse(), self._bind(request))
        elif name == "searchRequest":
            found = not bytes(request["baseObject"]) and int(request["scope"]) == 0
            if found:
                yield "searchResEntry", self._entry([str(each) for each in request["attributes"]])
            code = _SUCCESS if found else _NO_SUCH_OBJECT
            yield "searchResDone", _result(rfc4511.SearchResultDone(), code)
        elif name == "extendedReq":
            # Of all, STARTTLS: the server has no certificate.
            yield "extendedResp", _result(rfc4511.ExtendedResponse(), _PROTOCOL_ERROR)

    def _bind(self, request: Any) -> int:
        if request["authentication"].getName() != "simple":
            return _METHOD_NOT_SUPPORTED
        user, password = str(request["name"]).lower(), request["authentication"]["simple"]
        if not bytes(password):
            return _UNWILLING if user else _SUCCESS
        right = user == self.user and hmac.compare_digest(bytes(password), self.password)
        return _SUCCESS if right else _INVALID_CREDENTIALS

    def _entry(self, asked: Sequence[str]) -> rfc4511.SearchResultEntry:
        names = {name.lower() for name in asked}
        everything = not names or names & {"*", "+"}
        entry = rfc4511.SearchResultEntry()
        entry["object"] = ""
        entry["attributes"] = rfc4511.PartialAttributeList()
        shown = [name for name in self.root_dse if everything or name.lower() in names]
        for number, name in enumerate(shown):
            attribute = rfc4511.PartialAttribute()
            attribute["type"] = name
            attribute["vals"] = rfc4511.Vals()
            for place, value in enumerate(self.root_dse[name]):
                attribute["vals"][place] = value
            entry["attributes"][number] = attribute
        return entry


class _Connection(socketserver.StreamRequestHandler):
    server: _Directory

    def handle(self) -> None:
        """Answer requests until the client unbinds, hangs up or sends something else."""
        # A client that sends anything else is disconnected, as by the real servers.
        with suppress(PyAsn1Error, OSError):
            for message in decoder.StreamingDecoder(self.rfile, asn1Spec=rfc4511.LDAPMessage()):
                request = message["protocolOp"]
                if request.getName() == "unbindRequest":
                    return
                answers = self.server.answers(request.getName(), request.getComponent())
                for name, content in answers:
                    self.wfile.write(_encoded(message["messageID"], name, content))


def _result(result: Any, code: int) -> Any:
    result["resultCode"] = code
    result["matchedDN"] = ""
    result["diagnosticMessage"] = ""
    return result


def _encoded(message_id: Any, name: str, content: Any) -> bytes:
    answer = rfc4511.LDAPMessage()
    answer["messageID"] = message_id
    answer["protocolOp"] = rfc4511.ProtocolOp().setComponentByName(name, content)
    return bytes(encoder.encode(answer))


@contextmanager
def stand_in(user: str, password: str, base: str) -> Iterator[int]:
    """Serve the directory until the block ends; yield its port on 127.0.0.1."""
    with listening(_Directory(user, password, base)) as port:
        yield port
