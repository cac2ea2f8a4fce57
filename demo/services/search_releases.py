"""Releases of Elasticsearch and OpenSearch, as far as they differ for a client."""

import re
from dataclasses import dataclass
from typing import Any

_COMPATIBLE = re.compile(r"application/vnd\.elasticsearch\+json; ?compatible-with=([0-9]+)")


@dataclass(frozen=True)
class Release:
    """One release, and how it differs from the others."""

    number: str
    distribution: str = "elasticsearch"

    @property
    def major(self) -> int:
        """The first part of its number."""
        return int(self.number.partition(".")[0])

    @property
    def is_opensearch(self) -> bool:
        """Whether it is an OpenSearch."""
        return self.distribution == "opensearch"

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every answer with JSON."""
        if self.is_opensearch or self.major < 7:
            return {"content-type": "application/json; charset=UTF-8"}
        old = self.major == 7
        content_type = "application/json; charset=UTF-8" if old else "application/json"
        return {"X-elastic-product": "Elasticsearch", "content-type": content_type}

    def welcome(self) -> dict[str, Any]:
        """Return the answer to `GET /`."""
        version: dict[str, Any] = {
            "number": self.number,
            "build_type": "docker",
            "build_hash": "4f67856",
            "build_date": "2022-01-06T21:30:50.087716Z",
            "build_snapshot": False,
            "lucene_version": "9.12.2",
            "minimum_wire_compatibility_version": "7.10.0",
            "minimum_index_compatibility_version": "7.0.0",
        }
        if self.is_opensearch:
            version = {"distribution": "opensearch", **version}
        else:
            version["build_flavor"] = "default"
        tagline = "The OpenSearch Project: https://opensearch.org/"
        return {
            "name": "node-1",
            "cluster_name": "docker-cluster",
            "cluster_uuid": "KOeUXJ2LR0m3lZ2jXgJUQw",
            "version": version,
            "tagline": tagline if self.is_opensearch else "You Know, for Search",
        }

    def refusal_of(self, accept: str) -> dict[str, Any] | None:
        """Return the error for a client of an incompatible release, or None."""
        asked = _COMPATIBLE.fullmatch(accept)
        if self.is_opensearch or self.major < 8 or not asked:
            return None
        if int(asked[1]) in (self.major, self.major - 1):
            return None
        versions = f"either version {self.major} or {self.major - 1}, but found {asked[1]}"
        reason = f"Accept version must be {versions}. Accept={accept}"
        return error_body(400, "media_type_header_exception", reason)


RELEASES = (
    Release("6.8.23"),
    Release("7.17.28"),
    Release("8.19.3"),
    Release("9.1.2"),
    Release("1.3.20", "opensearch"),
    Release("2.19.3", "opensearch"),
    Release("3.2.0", "opensearch"),
)


def error_body(status: int, kind: str, reason: str) -> dict[str, Any]:
    """Return the body of an error, which is the same in all releases."""
    cause = {"type": kind, "reason": reason}
    return {"error": {"root_cause": [cause], **cause}, "status": status}
