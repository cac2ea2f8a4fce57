"""The description of all addresses, in OpenAPI 3.1, and resources that always answer the same."""

import json
from importlib.metadata import version
from importlib.resources import files
from typing import Any

import falcon
import yaml


def describe() -> dict[str, Any]:
    """Return the description of this release's addresses."""
    text = (files("support_packet.web") / "openapi.yaml").read_text(encoding="utf-8")
    description: dict[str, Any] = yaml.safe_load(text)
    description["info"]["version"] = version("support-packet")
    return description


class FixedJson:
    """Sends one document to everybody, without reading anything of Mattermost."""

    def __init__(self, document: object) -> None:
        self._content = json.dumps(document, ensure_ascii=False).encode()

    def on_get(self, _request: falcon.Request, response: falcon.Response) -> None:
        """Send the document."""
        response.content_type = falcon.MEDIA_JSON
        response.data = self._content

    on_head = on_get
