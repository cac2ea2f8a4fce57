"""The package as a whole: what every collector has to pass, and what the README says."""

import re
import tomllib
from pathlib import Path

import pytest
from support_packet.testing import Author, Installation, check_conformance

from support_packet_more_logs import journal, mattermost_logs, proxy_logs

PACKAGE = Path(__file__).parents[1]
ENTRY_POINTS = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "entry-points"
]["support_packet"]


def test_it_is_a_good_collector(
    installation: Installation, author: Author, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installation.log("audit.log", "line")
    installation.set("ExperimentalAuditSettings", FileEnabled=True, FileName="logs/audit.log")
    for name in ("access.log", "error.log"):
        (tmp_path / name).write_text("line\n", encoding="utf-8")
    author.set("more_logs_proxy", nginx=[tmp_path / "*.log"], apache=[])
    (tmp_path / "journalctl").write_text("#!/bin/sh\necho line\n", encoding="utf-8")
    (tmp_path / "journalctl").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    check_conformance(author)


def test_the_readme_has_every_setting_and_its_default() -> None:
    modules = {
        "more_logs_mattermost": [mattermost_logs.packet_settings()],
        "more_logs_proxy": proxy_logs.packet_settings(),
        "more_logs_journal": journal.packet_settings(),
    }
    declared = {
        f"SUPPORT_PACKET_{name}__{setting.name}".upper(): (
            ",".join(setting.default)
            if isinstance(setting.default, list | tuple)
            else str(setting.default)
        )
        or "none"
        for name, settings in modules.items()
        for setting in settings
    }
    readme = (PACKAGE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(SUPPORT_PACKET_\w+)` \| `?([^`|]+?)`? \|", readme, re.MULTILINE)

    assert dict(rows) == declared
    assert set(modules) == set(ENTRY_POINTS)
