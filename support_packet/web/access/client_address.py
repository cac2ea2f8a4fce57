"""The address of a client that counts: behind a proxy, and of IPv6 a whole network."""

import ipaddress
import re
from functools import lru_cache

import falcon

_MAX_PARSED = 256
_IPV6_NETWORK = 64
"""One client can have all addresses of such a network."""

_WITH_PORT = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<v4>[0-9.]+))(?::[0-9]{1,5})?")


def client_address(request: falcon.Request) -> str:
    """Return the address that counts for `request`; of IPv6, the network.

    From a proxy on this machine it is the last one in `X-Forwarded-For`, which the proxy added:
    those before it may be invented by the client.
    """
    address = request.remote_addr or ""
    parsed = _parsed(address)
    forwarded = request.get_header("X-Forwarded-For", default="").rpartition(",")[2].strip()
    if forwarded and (parsed is None or parsed.is_loopback):
        # Some proxies also write the port, which is different for each connection.
        if with_port := _WITH_PORT.fullmatch(forwarded):
            forwarded = with_port["v6"] or with_port["v4"]
        address, parsed = forwarded, _parsed(forwarded)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
    return address if parsed is None else str(parsed)


@lru_cache(maxsize=_MAX_PARSED)
def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    # A listener for both kinds shows addresses of IPv4 as those of a network of IPv6.
    return getattr(parsed, "ipv4_mapped", None) or parsed
