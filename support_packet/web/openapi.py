"""The description of all addresses, in OpenAPI 3.1, and resources that always answer the same."""

import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import falcon

from support_packet.process.late_imports import yaml


def describe(server: str = ".") -> dict[str, Any]:
    """Return the description of this release's addresses.

    They are below `server`, relative to the address of the description: what a proxy puts in front
    of both is known to clients only.
    """
    text = (files("support_packet.web") / "openapi.yaml").read_text(encoding="utf-8")
    description: dict[str, Any] = yaml.safe_load(text)
    description["info"]["version"] = version("support-packet")
    description["servers"] = [{"url": server}]
    return description


def fixed_json(make: Callable[[], object]) -> object:
    """Return a Falcon resource that sends what `make` returns, when it is first asked for.

    Nothing of Mattermost is read.
    """

    @cache
    def content() -> bytes:
        return json.dumps(make(), ensure_ascii=False).encode()

    def send(_request: falcon.Request, response: falcon.Response) -> None:
        response.content_type = falcon.MEDIA_JSON
        response.data = content()

    return SimpleNamespace(on_get=send, on_head=send)
