"""`support-packet check` with targets of advanced logging of every kind: one line for each."""

import json
import os
from pathlib import Path

from support.serving.checking import Checker

from demo.installation import Installation


def add_targets(example: Installation, names: dict[str, str]) -> None:
    """Let the server log to these files."""
    config = json.loads(example.config.read_text(encoding="utf-8"))
    targets = {
        name: {"Type": "file", "Options": {"Filename": file}} for name, file in names.items()
    }
    config["LogSettings"]["AdvancedLoggingConfig"] = json.dumps(targets)
    example.config.write_text(json.dumps(config), encoding="utf-8")


def make_logs(logs: Path, elsewhere: Path) -> None:
    """Write logs of all kinds, and files that are not logs."""
    os.mkfifo(logs / "pipe.log")
    (logs / "folder.log").mkdir()
    (logs / "100%.log").write_text("a line\n")
    (logs / "sub").mkdir()
    (logs / "sub/x.log").write_text("a line\n")
    (logs / "outside.log").symlink_to("/etc/hostname")
    (logs / "dangling.log").symlink_to("nowhere")
    (logs / "linked.log").symlink_to("100%.log")
    elsewhere.mkdir()
    (logs / "mattermost.log").rename(elsewhere / "mattermost.log")
    (logs / "mattermost.log").symlink_to(elsewhere / "mattermost.log")


def test_each_target_is_in_the_packet_or_explained(
    checker: Checker, example: Installation, tmp_path: Path
) -> None:
    logs = example.directory / "logs"
    make_logs(logs, tmp_path / "elsewhere")
    add_targets(
        example,
        {
            "percent": str(logs / "100%.log"),
            "relative": "logs/sub/x.log",
            "again": "logs/../logs/sub/x.log",
            "pipe": str(logs / "pipe.log"),
            "folder": str(logs / "folder.log"),
            "missing": str(logs / "missing.log"),
            "dangling": str(logs / "dangling.log"),
            "linked": str(logs / "linked.log"),
            "outside": str(logs / "outside.log"),
            "up": "logs/../config/config.json",
            "console": "/dev/stdout",
            "empty": "",
        },
    )

    checked = checker.check(example)

    found, missing = dict(checked.of("ok")), dict(checked.of("missing"))
    assert {"mattermost.log", "100%.log", "linked.log", "x.log"} <= set(found)
    assert "sub/x.log" not in found
    assert "it is a named pipe" in missing["pipe.log"]
    assert "it is a directory" in missing["folder.log"]
    for name in ("missing.log", "dangling.log"):
        assert "No such file or directory. Check LogSettings." in missing[name]
    outside = [text for area, text in checked.of("missing") if area == "advanced_logs"]
    assert [
        name
        for name in ("outside", "up", "console")
        if not any(text.startswith(f"The log target {name} of ") for text in outside)
    ] == []
    assert len(outside) == 3


def test_a_file_of_targets_that_is_missing_is_named(
    checker: Checker, example: Installation
) -> None:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["LogSettings"]["AdvancedLoggingConfig"] = "logging.json"
    example.config.write_text(json.dumps(config), encoding="utf-8")

    checked = checker.check(example)

    assert dict(checked.of("missing"))["advanced_logs"] == (
        "LogSettings.AdvancedLoggingConfig names log targets that can't be read: "
        f"{example.directory}/config/logging.json: No such file or directory."
    )
