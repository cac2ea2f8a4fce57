"""Which proxy a request takes, by the variables that Mattermost's own requests follow."""

import ipaddress
import os
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}


def proxy_for(url: SplitResult, environment: Mapping[str, str] = os.environ) -> SplitResult | None:
    """Return the proxy for `url`, None if there is none, as Go's ProxyFromEnvironment decides.

    The variables are HTTP_PROXY, HTTPS_PROXY and NO_PROXY, also in lower case. This machine itself
    is never reached through a proxy. `ValueError` if the proxy's port is not a number.
    """
    proxy = _variable(environment, f"{url.scheme}_proxy")
    host, port = (url.hostname or "").rstrip("."), url.port or PORTS[url.scheme]
    if not proxy or _is_here(host) or _is_excepted(host, port, environment):
        return None
    return urlsplit(proxy if "://" in proxy else f"http://{proxy}")


def _variable(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name.upper()) or environment.get(name) or ""


def _is_here(host: str) -> bool:
    address = _address(host)
    return host == "localhost" or (address is not None and address.is_loopback)


def _is_excepted(host: str, port: int, environment: Mapping[str, str]) -> bool:
    exceptions = _variable(environment, "no_proxy").lower().split(",")
    return any(_matches(item.strip(), host, port) for item in exceptions)


def _matches(item: str, host: str, port: int) -> bool:
    if item == "*":
        return True
    address = _address(host)
    if address is not None and "/" in item:
        return _is_in_network(address, item)
    name, _, excepted_port = item.rpartition(":") if _has_port(item) else (item, "", "")
    if not name or (excepted_port and excepted_port != str(port)):
        return False
    if address is not None:
        return _address(name.strip("[]")) == address
    domain = name.removeprefix("*")
    if domain.startswith("."):
        return host.endswith(domain)
    return host == domain or host.endswith(f".{domain}")


def _has_port(item: str) -> bool:
    return item.count(":") == 1 or "]:" in item


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_in_network(address: ipaddress.IPv4Address | ipaddress.IPv6Address, network: str) -> bool:
    try:
        return address in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False
