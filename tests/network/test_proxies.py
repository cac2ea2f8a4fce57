"""Which proxy a request takes: as Go's ProxyFromEnvironment decides."""

from urllib.parse import urlsplit

import pytest

from support_packet.network.proxies import proxy_for

PROXY = "http://proxy.example:3128"


def proxy(url: str, **variables: str) -> str | None:
    found = proxy_for(urlsplit(url), {"HTTP_PROXY": PROXY, "https_proxy": PROXY, **variables})
    return found and found.geturl()


@pytest.mark.parametrize("url", ["http://a.example", "https://a.example:8443/x"])
def test_the_variable_of_the_scheme_counts(url: str) -> None:
    assert proxy(url) == PROXY


def test_a_proxy_without_a_scheme_is_an_http_proxy() -> None:
    assert proxy("http://a.example", HTTP_PROXY="p.example:1") == "http://p.example:1"


def test_without_a_variable_there_is_none() -> None:
    assert proxy("http://a.example", HTTP_PROXY="") is None


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
def test_this_machine_is_never_reached_through_a_proxy(host: str) -> None:
    assert proxy(f"http://{host}:8065/") is None


@pytest.mark.parametrize(
    ("exceptions", "url", "direct"),
    [
        ("*", "http://a.example", True),
        ("a.example", "http://a.example", True),
        ("A.Example", "http://a.example", True),
        ("example", "http://a.example", True),
        (".example", "http://a.example", True),
        (".a.example", "http://a.example", False),
        ("*.example", "http://a.example", True),
        ("ample", "http://a.example", False),
        ("x, a.example", "http://a.example", True),
        ("a.example:81", "http://a.example", False),
        ("a.example:80", "http://a.example", True),
        ("10.0.0.0/8", "http://10.1.2.3", True),
        ("10.0.0.0/8", "http://11.1.2.3", False),
        ("10.1.2.3", "http://10.1.2.3", True),
        ("fd00::/8", "http://[fd00::1]", True),
        ("nonsense/8", "http://10.1.2.3", False),
        ("", "http://a.example", False),
    ],
)
def test_exceptions(exceptions: str, url: str, direct: bool) -> None:
    assert (proxy(url, NO_PROXY=exceptions) is None) == direct
