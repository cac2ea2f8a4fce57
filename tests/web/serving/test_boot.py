"""A worker's report reaches the main process whole, whatever is in it."""

import os

import pytest

from support_packet.web.serving.boot import BootReports


@pytest.mark.parametrize("character", ["a", "\u00e9", "\N{GRINNING FACE}", "\x01", '"', "\udcff"])
def test_a_report_fits_into_one_write(monkeypatch: pytest.MonkeyPatch, character: str) -> None:
    reports, sizes = BootReports(), []
    write = os.write

    def noted(descriptor: int, data: bytes) -> int:
        sizes.append(len(data))
        return write(descriptor, data)

    monkeypatch.setattr(os, "write", noted)
    reports.send(character * 5000)
    reports.send()

    [(pid, problem), (_, none)] = reports.read()
    assert (pid, none) == (os.getpid(), "")
    assert len(problem) >= 100
    assert max(sizes) <= 4096
