"""Traefik's dynamic configuration; the program itself is not among the system's packages."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).parents[2] / "deploy" / "proxies" / "traefik.yaml"
MATCHERS: dict[str, Callable[[str, str], bool]] = {
    "Host": str.__eq__,
    "Path": str.__eq__,
    "PathPrefix": str.startswith,
}


@pytest.fixture
def routing() -> Any:
    """Return what the file says of HTTP."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))["http"]


def matches(rule: str, host: str, path: str) -> bool:
    """Return whether Traefik's `rule` matches: the three matchers that the file has, and, or."""

    def decide(match: re.Match[str]) -> str:
        given = host if match[1] == "Host" else path
        return str(MATCHERS[match[1]](given, match[2]))

    decided = re.sub(r"(\w+)\(`([^`]*)`\)", decide, rule)
    terms = decided.replace("&&", "and").replace("||", "or")
    assert set(re.findall(r"\w+", terms)) <= {"True", "False", "and", "or"}
    return bool(eval(terms))  # noqa: S307 -- nothing but these four words and parentheses


@pytest.mark.parametrize(
    ("path", "ours"),
    [
        ("/support_packet", True),
        ("/support_packet/static/page.css", True),
        ("/support_packets", False),
        ("/api4/system/generate_support_packet", True),
        ("/api/v4/system/support_packet", True),
        ("/api/v4/system/ping", False),
        ("/", False),
    ],
)
def test_the_rule_takes_the_addresses_of_the_program(routing: Any, path: str, ours: bool) -> None:
    rule = routing["routers"]["support-packet"]["rule"]

    assert matches(rule, "chat.example.com", path) == ours
    assert not matches(rule, "other.example.com", path)


def test_the_router_leads_to_the_program_at_once(routing: Any) -> None:
    router = routing["routers"]["support-packet"]
    balancer = routing["services"][router["service"]]["loadBalancer"]

    assert [server["url"] for server in balancer["servers"]] == ["http://127.0.0.1:8066"]
    # Middlewares may buffer or compress.
    assert "middlewares" not in router
