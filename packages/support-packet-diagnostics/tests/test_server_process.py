"""What Linux says of the machine, and files as containers have them."""

import time
from pathlib import Path

import pytest

from support_packet_diagnostics._server_process import (
    container_limits,
    host_started_at,
    total_memory_mb,
)

NONE = {"container_cpu_limit": None, "container_memory_limit_mb": None}


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux has /proc")
def test_the_machine_is_seen() -> None:
    booted = host_started_at()

    assert booted is not None
    assert 0 < booted.timestamp() <= time.time()
    assert (total_memory_mb() or 0) > 100


@pytest.mark.parametrize("text", ["", "btime never\nMemTotal: much kB\n", "btime\nMemTotal:\n"])
def test_other_systems_say_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "stat").write_text(text)
    (tmp_path / "meminfo").write_text(text)

    assert host_started_at(tmp_path) is None
    assert total_memory_mb(tmp_path) is None


def container(tmp_path: Path, cpu: str, memory: str, cgroup: str = "0::/mattermost") -> Path:
    (tmp_path / "7").mkdir()
    (tmp_path / "7/cgroup").write_text(cgroup + "\n")
    (tmp_path / "mattermost").mkdir()
    (tmp_path / "mattermost/cpu.max").write_text(cpu + "\n")
    (tmp_path / "mattermost/memory.max").write_text(memory + "\n")
    return tmp_path


def test_the_limits_of_its_container_are_seen(tmp_path: Path) -> None:
    files = container(tmp_path, "150000 100000", str(512 * 2**20))

    assert container_limits(7, files, files) == {
        "container_cpu_limit": 1.5,
        "container_memory_limit_mb": 512,
    }


@pytest.mark.parametrize("limits", [("max 100000", "max"), ("", ""), ("1 0", "x"), ("x", "-1")])
def test_there_may_be_no_limits(tmp_path: Path, limits: tuple[str, str]) -> None:
    files = container(tmp_path, *limits)

    assert container_limits(7, files, files) == NONE


@pytest.mark.parametrize("cgroup", ["0::/../mattermost", "1:cpu:/mattermost", ""])
def test_there_may_be_none_to_see(tmp_path: Path, cgroup: str) -> None:
    files = container(tmp_path, "150000 100000", "1", cgroup)

    assert container_limits(7, files, files) == {}


def test_a_process_that_has_ended_leaves_nothing(tmp_path: Path) -> None:
    assert container_limits(7, tmp_path, tmp_path) == {}
