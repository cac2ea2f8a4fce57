"""The description of all addresses, in OpenAPI 3.1, and resources that always answer the same."""

import json
from importlib.metadata import version
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import falcon
import yaml


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


def fixed_json(document: object) -> object:
    """Return a Falcon resource that sends `document`, without reading anything of Mattermost."""
    content = json.dumps(document, ensure_ascii=False).encode()

    def send(_request: falcon.Request, response: falcon.Response) -> None:
        response.content_type = falcon.MEDIA_JSON
        response.data = content

    return SimpleNamespace(on_get=send, on_head=send)
