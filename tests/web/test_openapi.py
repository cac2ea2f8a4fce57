"""The description of all addresses, and answers to requests generated from it."""

import json
from typing import Any
from urllib.parse import urljoin

import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from support.examples import examples
from support.serving.program import Program

from demo.installation import Installation
from support_packet.web.app import PACKET_PATHS
from support_packet.web.openapi import describe

CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


SCHEMA = schemathesis.openapi.from_dict(describe())
OPERATIONS = [result.ok() for result in SCHEMA.get_all_operations() if isinstance(result, Ok)]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
@given(data=st.data())
@settings(max_examples=examples(25))
def test_every_answer_is_described(
    operation: Any, data: st.DataObject, program: Program, installation: Installation
) -> None:
    case = data.draw(operation.as_strategy())
    token = data.draw(st.sampled_from([*installation.tokens.values(), ""]))

    case.call_and_validate(
        base_url=f"http://{program.host}:{program.port}",
        headers={"Authorization": f"Bearer {token}"},
        checks=CHECKS,
    )


def test_every_address_is_described(program: Program) -> None:
    answer = program.request("GET", "/openapi.json")

    assert answer.headers["Content-Type"] == "application/json"
    document = json.loads(answer.body)
    assert document["openapi"].startswith("3.1.")
    assert set(document["paths"]) == {
        *PACKET_PATHS,
        "/support_packet",
        "/support_packet/hours",
        "/support_packet/collectors",
        "/support_packet/reports/{request_id}",
        "/support_packet/static/{version}/{name}",
        "/healthz",
        "/readyz",
        "/openapi.json",
        "/support_packet/openapi.json",
    }


@pytest.mark.parametrize("address", ["/openapi.json", "/support_packet/openapi.json"])
def test_the_description_leads_to_the_server(program: Program, address: str) -> None:
    """Also below a path that a proxy adds, and that the program does not know."""
    server = json.loads(program.request("GET", address).body)["servers"][0]["url"]

    found = urljoin(f"https://chat.example.com/chat{address}", server)
    assert found == "https://chat.example.com/chat/"
