"""The description of all addresses, in OpenAPI 3.1."""

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import falcon
import yaml


def describe() -> dict[str, Any]:
    """Return the description."""
    text = (files("support_packet.web") / "openapi.yaml").read_text(encoding="utf-8")
    description: dict[str, Any] = yaml.safe_load(text)
    description["info"]["version"] = version("support-packet")
    return description


class OpenApiResource:
    """Sends the description to anybody."""

    def __init__(self) -> None:
        self._content = json.dumps(describe(), ensure_ascii=False).encode()

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Send it."""
        response.content_type = falcon.MEDIA_JSON
        response.data = self._content

    on_head = on_get
