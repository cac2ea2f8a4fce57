"""A packet of a time window: of the log and of what it was before, as a client gets it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from support.archive.entries import read
from support.serving.program import PATH, Program, serving

from demo.installation import Installation, build_installation

NOON = (datetime.now(UTC) - timedelta(days=2)).replace(hour=12, minute=0, second=0, microsecond=0)
ROTATED = f"mattermost-{NOON:%Y-%m-%dT%H-%M-%S}.000.log"
FORMATS = {
    "json": '{{"timestamp":"{0:%Y-%m-%d %H:%M:%S}.000 Z","level":"info","msg":"{1}"}}\n',
    "plain": "error [{0:%Y-%m-%d %H:%M:%S}.000 Z] {1}\ngoroutine of {1}\n",
}


def lines(form: str, start: datetime, name: str) -> str:
    """Return six lines, ten minutes apart."""
    moments = [start + timedelta(minutes=10 * number) for number in range(6)]
    return "".join(
        FORMATS[form].format(at, f"{name}-{number}") for number, at in enumerate(moments)
    )


@pytest.fixture(scope="module", params=FORMATS)
def serving_logs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Program, Installation]]:
    """Serve an installation whose log begins at noon; an hour before it another one began."""
    folder = tmp_path_factory.mktemp("window")
    example = build_installation(folder / "mattermost", log_bytes=1000)
    (example.logs / "mattermost.log").write_text(lines(request.param, NOON, "new"))
    (example.logs / ROTATED).write_text(lines(request.param, NOON - timedelta(hours=1), "old"))
    with serving(example.directory, folder, SUPPORT_PACKET_ROTATED_LOG_DAYS="30") as program:
        yield program, example


def logs_of(serving_logs: tuple[Program, Installation], query: str) -> dict[str, str]:
    program, example = serving_logs
    answer = program.request(
        "GET", f"{PATH}?{query}", Authorization=f"Bearer {example.tokens['admin']}"
    )
    assert answer.status == 200, answer.body
    return {
        name: content.decode()
        for name, content in read(answer.body).items()
        if "mattermost" in name or name == "warning.txt"
    }


def iso(minutes: int) -> str:
    return f"{NOON + timedelta(minutes=minutes):%Y-%m-%dT%H:%M:%SZ}"


def test_each_log_has_its_lines_of_the_window(
    serving_logs: tuple[Program, Installation],
) -> None:
    found = logs_of(serving_logs, f"since={iso(-20)}&until={iso(20)}")

    [rotated] = [text for name, text in found.items() if "T" in name]
    assert [name for name in ("old-3", "old-4", "old-5") if name in rotated] == ["old-4", "old-5"]
    log = found["mattermost.log"]
    assert [name for name in ("new-0", "new-1", "new-2") if name in log] == ["new-0", "new-1"]


def test_warning_txt_says_what_was_left_out(
    serving_logs: tuple[Program, Installation],
) -> None:
    found = logs_of(serving_logs, f"since={iso(30)}")

    assert "bytes of other times: only lines of" in found["warning.txt"]
    assert iso(30) in found["warning.txt"]
    assert "new-2" not in found["mattermost.log"]
    assert "new-3" in found["mattermost.log"]


def test_warning_txt_says_that_a_log_has_no_lines_of_the_window(
    serving_logs: tuple[Program, Installation],
) -> None:
    found = logs_of(serving_logs, f"since={iso(60)}")

    assert found["mattermost.log"] == ""
    assert f"is empty in the packet: it has no lines of {iso(60)}/.." in found["warning.txt"]
    assert "bytes of other times" not in found["warning.txt"]


@pytest.mark.parametrize("name", ["since", "until", "window"])
@pytest.mark.parametrize("path", [PATH, "/support_packet"])
def test_two_times_in_place_of_one_are_a_400_that_says_so(
    serving_logs: tuple[Program, Installation], path: str, name: str
) -> None:
    program, example = serving_logs
    query = f"{name}={iso(0)}&{name}={iso(30)}"

    answer = program.request(
        "GET", f"{path}?{query}", Authorization=f"Bearer {example.tokens['admin']}"
    )

    assert answer.status == 400
    assert f"{name} was given more than once." in answer.body.decode()


@pytest.mark.parametrize("name", ["since", "until"])
@pytest.mark.parametrize("path", [PATH, "/support_packet"])
def test_a_time_before_1970_is_a_400_that_says_so(
    serving_logs: tuple[Program, Installation], path: str, name: str
) -> None:
    program, example = serving_logs

    answer = program.request(
        "GET", f"{path}?{name}=99999d", Authorization=f"Bearer {example.tokens['admin']}"
    )

    assert answer.status == 400
    assert "is before 1970. Choose a later time." in answer.body.decode()


def test_an_age_is_counted_from_now(serving_logs: tuple[Program, Installation]) -> None:
    whole, recent = logs_of(serving_logs, "since=90h"), logs_of(serving_logs, "since=1h")

    assert "new-0" in whole["mattermost.log"]
    assert recent["mattermost.log"] == ""
