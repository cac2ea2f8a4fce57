"""The server's processes: killed, reloaded, without a terminal."""

import http.client
import io
import os
import signal
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from support.distributions.sources import RANDOM_WITHOUT_END
from support.distributions.waiting import eventually
from support.serving.program import PATH, Program, serving, serving_with

from demo.installation import Installation


@pytest.fixture
def own(installation: Installation, tmp_path: Path) -> Iterator[Program]:
    """Return a server that a test may hurt."""
    with serving(installation.directory, tmp_path) as program:
        yield program


def answers(program: Program, token: str) -> bool:
    with suppress(OSError):
        return program.packet(token).status == 200
    return False


def test_a_killed_worker_is_replaced(own: Program, installation: Installation) -> None:
    [worker] = own.workers()

    os.kill(worker, signal.SIGKILL)

    assert eventually(lambda: not own.workers() <= {worker})
    assert eventually(lambda: answers(own, installation.tokens["admin"]))


def test_it_outlives_the_end_of_its_terminal(own: Program, installation: Installation) -> None:
    """A hang-up makes gunicorn start new workers, with the application that is there."""
    before = own.workers()

    own.process.send_signal(signal.SIGHUP)

    assert eventually(lambda: bool(own.workers()) and not own.workers() & before)
    assert eventually(lambda: answers(own, installation.tokens["admin"]))
    assert own.stop() == 0

    assert own.output.read() == ""


def test_a_stopped_worker_is_replaced(own: Program, installation: Installation) -> None:
    # gunicorn watches a worker from its first request on.
    assert answers(own, installation.tokens["admin"])
    [worker] = own.workers()

    os.kill(worker, signal.SIGSTOP)

    assert eventually(lambda: worker not in own.workers() and bool(own.workers()), seconds=90)
    assert eventually(lambda: answers(own, installation.tokens["admin"]))


@pytest.mark.parametrize("zone", ["UTC+25", ":/etc/passwd", "../../etc/passwd", "A" * 5000])
def test_an_invalid_time_zone_is_utc(installation: Installation, tmp_path: Path, zone: str) -> None:
    token = installation.tokens["admin"]
    with serving(installation.directory, tmp_path, TZ=zone) as program:
        packet = program.packet(token)
        page = program.request("GET", "/support_packet", Cookie=f"MMAUTHTOKEN={token}")

    assert packet.status == 200
    assert b"sanitized_config.json" in page.body
    assert "UTC is used instead" in program.log.read_text(encoding="utf-8")


def stopped_download(mattermost: Path, token: str, directory: Path, seconds: int) -> bytes:
    """Return all of an endless packet whose server is stopped once it has begun."""
    timeout = {"SUPPORT_PACKET_STOP_TIMEOUT": str(seconds)}
    with (
        serving_with(RANDOM_WITHOUT_END, mattermost, directory, **timeout) as endless,
        closing(endless.connect()) as client,
    ):
        client.sendall(
            f"GET {PATH} HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        )
        answer = http.client.HTTPResponse(client)
        answer.begin()
        first = answer.read(1000)
        endless.process.terminate()
        return first + answer.read()


def test_a_stop_ends_a_packet_early_and_whole(installation: Installation, tmp_path: Path) -> None:
    # As long as a busy machine needs.
    packet = stopped_download(installation.directory, installation.tokens["admin"], tmp_path, 100)

    with zipfile.ZipFile(io.BytesIO(packet)) as archive:
        assert archive.testzip() is None
        assert "warning.txt" in archive.namelist()


def test_a_download_that_has_not_ended_in_time_is_cut_off(
    installation: Installation, tmp_path: Path
) -> None:
    """Packets end early 3 seconds after a stop, so this one has not ended when it is cut off."""
    with pytest.raises(http.client.IncompleteRead):
        stopped_download(installation.directory, installation.tokens["admin"], tmp_path, 1)
