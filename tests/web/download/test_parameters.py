"""The parameters that Mattermost's own clients send, on both addresses, from the real server."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from support.serving.program import PATH, Program, serving

from demo.installation import Installation, build_installation

ALIAS = "/api/v4/system/support_packet"
ADVANCED = {"events": {"type": "file", "options": {"filename": "./logs/events.log"}}}
ROTATED = "mattermost-{}.log"
LOGS = {"mattermost.log", "notifications.log", "events.log"}


@pytest.fixture(scope="module")
def logging(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Installation]]:
    """Serve an installation with a rotated and an advanced log."""
    folder = tmp_path_factory.mktemp("logging")
    example = build_installation(folder / "mattermost")
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["LogSettings"] |= {"AdvancedLoggingConfig": json.dumps(ADVANCED)}
    example.config.write_text(json.dumps(config), encoding="utf-8")
    logs = example.directory / "logs"
    (logs / "events.log").write_text('{"msg":"event"}\n', encoding="utf-8")
    (logs / ROTATED.format("2999-01-01T00-00-00.000")).write_text("old\n", encoding="utf-8")
    variables = {"SUPPORT_PACKET_ROTATED_LOG_DAYS": "30"}
    with serving(example.directory, folder, **variables) as program:
        yield program, example


def packet(logging: tuple[Program, Installation], path: str) -> dict[str, str]:
    """Return the files of a packet that an admin gets."""
    program, example = logging
    answer = program.request("GET", path, Authorization=f"Bearer {example.tokens['admin']}")
    assert answer.status == 200, answer.body
    return answer.files


def logs_of(files: dict[str, str]) -> set[str]:
    return {name for name in files if name.endswith(".log")}


@pytest.mark.parametrize("path", [PATH, ALIAS])
def test_exactly_false_leaves_out_all_logs(
    logging: tuple[Program, Installation], path: str
) -> None:
    files = packet(logging, f"{path}?basic_server_logs=false")

    assert not logs_of(files)
    assert {"support_packet.yaml", "plugins.json", "sanitized_config.json"} <= set(files)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "basic_server_logs=true",
        "basic_server_logs=False",
        "basic_server_logs=0",
        "basic_server_logs=",
        "basic.server.logs=false",
        "basic_server_logs=true&basic_server_logs=false",
    ],
)
def test_no_other_value_leaves_out_any(logging: tuple[Program, Installation], query: str) -> None:
    files = packet(logging, f"{PATH}?{query}")

    assert logs_of(files) == LOGS | {ROTATED.format("2999-01-01T00-00-00.000")}


@pytest.mark.parametrize("path", [PATH, ALIAS])
def test_plugin_packets_are_accepted_and_said_to_be_missing(
    logging: tuple[Program, Installation], path: str
) -> None:
    files = packet(logging, f"{path}?plugin_packets=github&plugin_packets=jira")

    assert "inside the Mattermost server only" in files["warning.txt"]


def test_without_them_nothing_is_said(logging: tuple[Program, Installation]) -> None:
    assert "warning.txt" not in packet(logging, f"{PATH}?basic_server_logs=true")


@pytest.mark.parametrize("path", [PATH, ALIAS])
def test_an_unknown_parameter_is_named_and_fails_nothing(
    logging: tuple[Program, Installation], path: str
) -> None:
    forged = quote('x"}\n9. Forged: ')

    files = packet(logging, f"{path}?some_future_thing=1&{forged}=2")

    assert "some_future_thing" in files["warning.txt"]
    assert "\n9. Forged" not in files["warning.txt"]
    line = logging[0].audit()[-1]
    assert line["unknown_parameters"][0] == "some_future_thing"


def test_the_audit_line_says_that_the_logs_were_left_out(
    logging: tuple[Program, Installation],
) -> None:
    packet(logging, f"{PATH}?basic_server_logs=false")

    assert logging[0].audit()[-1]["without_logs"] is True


def test_the_same_holds_for_head(logging: tuple[Program, Installation]) -> None:
    program, example = logging
    token = example.tokens["admin"]

    answer = program.request("HEAD", f"{PATH}?novel=1", Authorization=f"Bearer {token}")

    assert answer.status == 200
