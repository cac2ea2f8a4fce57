"""The description of all addresses, and answers to requests that are made up from it."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from serving.program import Program

from demo.installation import Installation
from support_packet.web.app import PACKET_PATHS

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def description(program: Program) -> BaseSchema:
    """Return the description as the program serves it."""
    return schemathesis.openapi.from_url(f"http://{program.host}:{program.port}/openapi.json")


addresses = schemathesis.pytest.from_fixture("description")


@addresses.parametrize()
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_nothing_is_answered_that_is_not_described(case: Case, installation: Installation) -> None:
    case.call_and_validate(checks=CHECKS)
    token = f"Bearer {installation.tokens['admin']}"
    case.call_and_validate(checks=CHECKS, headers={"Authorization": token})


def test_every_address_is_described(program: Program) -> None:
    answer = program.request("GET", "/openapi.json")

    assert answer.headers["Content-Type"] == "application/json"
    document = json.loads(answer.body)
    assert document["openapi"].startswith("3.1.")
    assert set(document["paths"]) == {
        *PACKET_PATHS,
        "/support_packet",
        "/support_packet/collectors",
        "/support_packet/reports/{request_id}",
        "/support_packet/static/{name}",
        "/healthz",
        "/openapi.json",
    }
