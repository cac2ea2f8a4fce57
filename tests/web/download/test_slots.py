"""Slots: as many packets as agreed, among threads and processes, also after a crash."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from support_packet.web.api_error import ApiError
from support_packet.web.download.slots import Slots

HOLDER = """
import sys
from pathlib import Path
from support_packet.web.download.slots import Slots

with Slots(Path(sys.argv[1]), 1).take():
    print("taken", flush=True)
    sys.stdin.read()
"""


def test_one_more_than_agreed_is_refused_with_the_reason(tmp_path: Path) -> None:
    slots = Slots(tmp_path, 2)

    with (
        slots.take(),
        slots.take(),
        pytest.raises(ApiError, match="2 support packets") as caught,
        slots.take(),
    ):
        pass

    assert (caught.value.status, caught.value.error_id) == (503, "support_packet.too_many_packets")


def test_a_slot_is_free_again_after_its_block(tmp_path: Path) -> None:
    slots = Slots(tmp_path, 1)

    for _ in range(100):
        with slots.take():
            pass


def test_a_slot_is_free_again_after_a_failure(tmp_path: Path) -> None:
    slots = Slots(tmp_path, 1)

    with pytest.raises(ZeroDivisionError), slots.take():
        raise ZeroDivisionError

    with slots.take():
        pass


def test_slots_in_one_directory_are_shared(tmp_path: Path) -> None:
    with Slots(tmp_path, 1).take(), pytest.raises(ApiError), Slots(tmp_path, 1).take():
        pass


def test_a_killed_process_frees_its_slot(tmp_path: Path) -> None:
    slots = Slots(tmp_path, 1)
    with ExitStack() as stack:
        holder = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-c", HOLDER, tmp_path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        )
        assert holder.stdout
        assert holder.stdout.readline() == b"taken\n"
        with pytest.raises(ApiError), slots.take():
            pass

        holder.kill()
        holder.wait()

        with slots.take():
            pass
