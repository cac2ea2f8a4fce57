"""Probes of the file store, and how probes are run."""

import gc
import threading
from pathlib import Path
from typing import Any

import pytest
from diagnostics_servers import PATIENCE, serving
from support.servers.broken import slow_server
from support_packet.testing import Installation

from support_packet_diagnostics.probes import mail, stores
from support_packet_diagnostics.probes.outcome import outcome, run_probes

on_sqlite = pytest.mark.parametrize("driver", ["sqlite3"], indirect=True)


@on_sqlite
def test_the_directory_of_the_file_store_says_how_full_it_is(installation: Installation) -> None:
    (installation.directory / "data").mkdir()
    installation.set("FileSettings", DriverName="local", Directory="./data/")

    found = outcome(stores.store_probe(installation.mattermost()))

    assert found["status"] == "OK"
    assert 0 < found["available_mb"] <= found["total_mb"]


@on_sqlite
def test_a_missing_directory_fails(installation: Installation) -> None:
    installation.set("FileSettings", DriverName="local", Directory="./none/")

    path = installation.directory.resolve() / "none"
    assert outcome(stores.store_probe(installation.mattermost())) == {
        "status": "FAIL",
        "error": f"{path} does not exist, or support-packet can't read it.",
    }


def test_a_file_in_place_of_the_directory_fails(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()

    assert outcome(lambda: stores.local_store(file))["error"] == f"{file} is not a directory."


@pytest.mark.parametrize("broken", ["", "garbage\n", "a b - \n", "\udcff - ext4\n"])
def test_the_nearest_mount_point_says_the_kind_of_file_system(tmp_path: Path, broken: str) -> None:
    mounts = tmp_path / "mountinfo"
    text = (
        "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        + broken
        + "22 21 0:5 / /mnt/my\\040data rw shared:2 - nfs4 host:/x rw\n"
    )
    mounts.write_text(text, encoding="utf-8", errors="surrogateescape")

    assert stores.filesystem_type(Path("/mnt/my data/files"), mounts) == "nfs4"
    assert stores.filesystem_type(Path("/mnt/other"), mounts) == "ext4"
    assert stores.filesystem_type(Path("/"), tmp_path / "none") is None


REMOTE = [
    {"DriverName": "amazons3", "AmazonS3Endpoint": "{}", "AmazonS3SSL": False},
    {"DriverName": "azureblob", "AzureEndpoint": "{}", "AzureSSL": False},
    {"DriverName": "azureblob", "AzureEndpoint": "http://{}"},
]


@on_sqlite
@pytest.mark.filterwarnings("ignore:FileSettings.Azure.* is not a setting:UserWarning")
@pytest.mark.parametrize("settings", REMOTE, ids=["s3", "azure", "azure-url"])
def test_a_remote_store_is_reached_or_not(
    installation: Installation, settings: dict[str, object]
) -> None:
    with serving({"/": (403, b"<Error/>")}) as site:
        place = f"127.0.0.1:{site.port}"
        filled = {k: v.format(place) if isinstance(v, str) else v for k, v in settings.items()}
        installation.set("FileSettings", **filled, AmazonS3SecretAccessKey="pa55word")

        assert outcome(stores.store_probe(installation.mattermost())) == {"status": "OK"}
        assert "pa55word" not in str(site.requests)

    assert outcome(stores.store_probe(installation.mattermost())) == {
        "status": "FAIL",
        "error": f"http://{place}: Connection refused.",
    }


def test_probes_run_at_the_same_time_and_end_together() -> None:
    ended = threading.Event()
    together = threading.Barrier(2)

    def slow() -> dict[str, Any]:
        together.wait(PATIENCE)
        ended.wait(PATIENCE)
        return {}

    def broken() -> dict[str, Any]:
        raise KeyError

    found = run_probes({"a": slow, "b": slow, "c": lambda: {"x": 1}, "d": None, "e": broken}, 0.5)
    ended.set()

    late = {"status": "FAIL", "error": "It did not respond within 0.5 seconds."}
    assert not together.broken
    assert found == {
        "a": late,
        "b": late,
        "c": {"status": "OK", "x": 1},
        "d": {"status": "disabled"},
        "e": {"status": "FAIL", "error": "What responds there is not the expected service."},
    }


def test_no_thread_and_no_descriptor_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.3)
    gc.collect()
    descriptors = Path("/proc/self/fd")
    threads, files = set(threading.enumerate()), len([*descriptors.iterdir()])

    with slow_server(b"", b"x", seconds=0.05) as port:
        run_probes({"mail": lambda: mail.greet("127.0.0.1", str(port), "", verify=True)}, PATIENCE)

    # A timer that has been cancelled ends by itself.
    for thread in set(threading.enumerate()) - threads:
        thread.join(PATIENCE)
    assert set(threading.enumerate()) <= threads
    # What tests before this one left may be collected meanwhile.
    assert len([*descriptors.iterdir()]) <= files
