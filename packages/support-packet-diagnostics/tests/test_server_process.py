"""What Linux says of a process: the real one of this test, and files as containers have them."""

import os
import time
from pathlib import Path

import pytest

from support_packet_diagnostics._server_process import (
    host_started_at,
    process_facts,
    total_memory_mb,
)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux has /proc")
def test_a_real_process_is_seen() -> None:
    facts = process_facts(os.getpid())

    booted = host_started_at()
    assert booted is not None
    assert facts["process_id"] == os.getpid()
    assert booted.timestamp() <= facts["started_at"].timestamp() <= time.time()
    assert 0 < facts["open_file_descriptors"] <= facts["max_file_descriptors"]
    assert (total_memory_mb() or 0) > 100


def container(tmp_path: Path, cpu: str, memory: str, cgroup: str = "0::/mattermost") -> Path:
    (tmp_path / "7").mkdir()
    (tmp_path / "7/cgroup").write_text(cgroup + "\n")
    (tmp_path / "mattermost").mkdir()
    (tmp_path / "mattermost/cpu.max").write_text(cpu + "\n")
    (tmp_path / "mattermost/memory.max").write_text(memory + "\n")
    return tmp_path


def test_the_limits_of_its_container_are_seen(tmp_path: Path) -> None:
    files = container(tmp_path, "150000 100000", str(512 * 2**20))

    assert process_facts(7, files, files) == {
        "container_cpu_limit": 1.5,
        "container_memory_limit_mb": 512,
        "process_id": 7,
    }


@pytest.mark.parametrize("cgroup", ["0::/mattermost", "0::/../mattermost", "1:cpu:/mattermost"])
def test_there_may_be_no_limits_or_none_to_be_seen(tmp_path: Path, cgroup: str) -> None:
    files = container(tmp_path, "max 100000", "max", cgroup)

    assert process_facts(7, files, files) == {"process_id": 7}


def test_a_command_with_brackets_and_blanks_does_not_move_the_fields(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "stat").write_text("cpu 1 2\nbtime 1795000000\n")
    numbers = " ".join(str(number) for number in range(4, 22))
    (tmp_path / "7/stat").write_text(f"7 (a) b) S {numbers} 500 0 0\n")

    started = process_facts(7, tmp_path, tmp_path)["started_at"]

    assert started.timestamp() == 1795000000 + 500 / os.sysconf("SC_CLK_TCK")


def test_a_process_that_has_ended_leaves_nothing(tmp_path: Path) -> None:
    assert process_facts(7, tmp_path, tmp_path) == {"process_id": 7}
