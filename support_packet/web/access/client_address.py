"""The address of a client that counts: behind a proxy, and of IPv6 a whole network."""

import ipaddress
import re
from collections.abc import Collection
from functools import lru_cache

import falcon

from support_packet.network.addresses import Network

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_MAX_PARSED = 256
_MAX_SHOWN = 64
_IPV6_NETWORK = 64
"""One client can have all addresses of such a network."""

_WITH_PORT = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<v4>[0-9.]+))(?::[0-9]{1,5})?")


def client_address(request: falcon.Request, proxies: Collection[Network] = ()) -> str:
    """Return the address that counts for `request`; of IPv6, the network.

    From a proxy, on this machine or one of `proxies`, it is the last one in `X-Forwarded-For` that
    is none of them: a proxy adds what it sees, and those before it may be invented by the client.
    """
    forwarded = request.get_header("X-Forwarded-For", default="").split(",")
    address = request.remote_addr or ""
    parsed = _parsed(address)
    while forwarded and _is_proxy(parsed, proxies):
        text = _without_port(forwarded.pop().strip())
        if not text:
            break
        address, parsed = text, _parsed(text)
        if parsed is None:
            break
    return _that_counts(address)


def shown_client(request: falcon.Request, proxies: Collection[Network] = ()) -> str:
    """Return the address that counts for a line of the log, and the proxy that has reported it."""
    client, connected = client_address(request, proxies), request.remote_addr or ""
    shown = client[:_MAX_SHOWN]
    if client == _that_counts(connected):
        return shown
    return f"{shown} (through {connected or 'a Unix socket'})"


def _that_counts(address: str) -> str:
    parsed = _parsed(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
    return address if parsed is None else str(parsed)


def _is_proxy(address: _Address | None, proxies: Collection[Network]) -> bool:
    # Over a Unix socket there is none.
    return address is None or address.is_loopback or any(address in network for network in proxies)


def _without_port(text: str) -> str:
    """Return an address without the port that some proxies write, another for each connection."""
    with_port = _WITH_PORT.fullmatch(text)
    return (with_port["v6"] or with_port["v4"]) if with_port else text


@lru_cache(maxsize=_MAX_PARSED)
def _parsed(address: str) -> _Address | None:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    # A listener for both kinds shows addresses of IPv4 as those of a network of IPv6.
    return getattr(parsed, "ipv4_mapped", None) or parsed
