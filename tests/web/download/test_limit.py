"""The limit on packets at a time, also after failures and after the worker was killed."""

import os
import signal
from datetime import UTC, datetime
from functools import partial

import pytest
from falcon import Request
from falcon.testing import TestClient, create_environ
from support.distributions.waiting import eventually
from support.serving.program import PATH, Program

from demo.installation import Installation
from support_packet.host.begun_request import begin_request
from support_packet.host.discovery.collectors import load_collectors
from support_packet.host.packet import Packet
from support_packet.mattermost.installation import Mattermost
from support_packet.settings import Settings
from support_packet.web.app import create_app
from support_packet.web.audit import AuditEntry
from support_packet.web.download import packet_resource
from support_packet.web.download.downloads import Download, Downloads
from support_packet.web.errors import ApiError


def make(installation: Installation) -> Packet:
    """Make a packet of the example."""
    settings = Settings()
    mattermost = Mattermost(installation.directory, {})
    begun = begin_request(mattermost, load_collectors(settings), settings)
    return Packet(begun, datetime.now(UTC))


def fail(*_: object) -> Packet:
    raise ZeroDivisionError


def begin(downloads: Downloads, installation: Installation, owner: str = "one") -> Download:
    audit = AuditEntry(Request(create_environ()), "id")
    return downloads.begin(partial(make, installation), audit, None, lambda _report: None, owner)


def test_one_packet_too_many_is_refused_with_the_reason(installation: Installation) -> None:
    downloads = Downloads(2)
    running = [begin(downloads, installation, owner) for owner in ("one", "two")]

    with pytest.raises(
        ApiError, match="The maximum number of Support Packets, 2, is already being created"
    ) as caught:
        begin(downloads, installation, "three")

    assert (caught.value.status, caught.value.error_id) == (503, "support_packet.too_many_packets")
    for download in running:
        download.close()


def test_a_slot_is_free_again_after_each_download(installation: Installation) -> None:
    downloads = Downloads(1)

    for _ in range(3):
        assert b"".join(begin(downloads, installation)).startswith(b"PK")


def test_a_slot_is_free_again_after_a_download_that_was_closed_twice(
    installation: Installation,
) -> None:
    downloads = Downloads(1)
    for _ in range(3):
        download = begin(downloads, installation)
        download.close()
        download.close()

    running = begin(downloads, installation)
    with pytest.raises(ApiError):
        begin(downloads, installation)
    running.close()


def test_a_slot_is_free_again_after_a_failure(installation: Installation) -> None:
    downloads = Downloads(1)
    audit = AuditEntry(Request(create_environ()), "id")
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            downloads.begin(fail, audit, None, lambda _report: None, "one")

    begin(downloads, installation).close()


@pytest.mark.parametrize("accepted", ["application/json", "text/html"])
def test_a_slot_is_free_again_after_a_failure_before_the_first_byte(
    installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    accepted: str,
) -> None:
    caplog.set_level("INFO", "support_packet.audit")
    monkeypatch.setattr(packet_resource, "_describe", fail)
    downloads = Downloads(2)
    client = TestClient(create_app(Settings(), installation.directory, {}, downloads))
    token = f"Bearer {installation.tokens['admin']}"

    answer = client.simulate_get(PATH, headers={"Authorization": token, "Accept": accepted})

    assert answer.status_code == 500
    assert "An unexpected error occurred." in answer.text
    assert downloads.slots.running == ()
    assert '"result": "failed"' in caplog.text


def test_the_server_asks_to_try_again_later(endless: Program, installation: Installation) -> None:
    tokens = installation.tokens
    with endless.begin(tokens["admin"]), endless.begin(tokens["manager"]):
        answer = endless.packet(tokens["auditor"])

    assert answer.status == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.json["id"] == "support_packet.too_many_packets"
    assert (
        "The maximum number of Support Packets, 2, is already being created"
        in answer.json["message"]
    )


def test_a_killed_worker_frees_its_slots(endless: Program, installation: Installation) -> None:
    first, second, third = (installation.tokens[name] for name in ("admin", "manager", "auditor"))
    [worker] = endless.workers()
    with endless.begin(first), endless.begin(second):
        assert endless.packet(third).status == 503

        os.kill(worker, signal.SIGKILL)

        assert eventually(lambda: not endless.workers() <= {worker})
        with endless.begin(first), endless.begin(second):
            assert endless.packet(third).status == 503


def test_the_last_slot_is_for_another_user(endless: Program, installation: Installation) -> None:
    tokens = installation.tokens
    with endless.begin(tokens["admin"]):
        answer = endless.packet(tokens["admin"])
        with endless.begin(tokens["manager"]) as other:
            assert other.recv(1)

    assert answer.status == 503
    assert answer.json["id"] == "support_packet.own_packet_running"
