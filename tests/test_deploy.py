"""The files in deploy/, checked by the programs that read them."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from support_packet.monitoring.losses import Losses
from support_packet.monitoring.metrics import Metrics, open_handover

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "support-packet.service"
MAX_EXPOSURE = 1.5


def run(*command: str | Path, cwd: Path = DEPLOY) -> str:
    """Run a program of the system; the test is skipped where it is missing."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_unit_is_hardly_exposed() -> None:
    report = run("systemd-analyze", "security", "--offline=yes", "--no-pager", UNIT)
    level = re.search(r"Overall exposure level for [\w.-]+: ([0-9.]+)", report)

    assert level
    assert float(level[1]) < MAX_EXPOSURE


@pytest.mark.skipif(os.geteuid() != 0, reason="systemd-sysusers writes files of root")
def test_the_account_is_created(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    run("systemd-sysusers", f"--root={tmp_path}", DEPLOY / "support-packet.sysusers")

    assert "mattermost:" in (tmp_path / "etc/passwd").read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() != 0, reason="systemd-tmpfiles gives files away")
def test_the_settings_are_for_few(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    run("systemd-sysusers", f"--root={tmp_path}", DEPLOY / "support-packet.sysusers")
    run(
        *("systemd-tmpfiles", f"--root={tmp_path}", "--create"),
        DEPLOY / "support-packet.tmpfiles",
    )

    assert (tmp_path / "etc/support-packet.env").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "rules", "alerts.yaml"),
        ("test", "rules", "alerts_test.yaml"),
        ("check", "config", "prometheus.yaml"),
    ],
)
def test_prometheus_accepts_the_rules(arguments: tuple[str, ...]) -> None:
    run("promtool", *arguments, cwd=DEPLOY / "monitoring")


def test_every_alert_is_tested_and_explained() -> None:
    rules = yaml.safe_load((DEPLOY / "monitoring/alerts.yaml").read_text(encoding="utf-8"))
    tests = yaml.safe_load((DEPLOY / "monitoring/alerts_test.yaml").read_text(encoding="utf-8"))
    alerts = {rule["alert"] for group in rules["groups"] for rule in group["rules"]}
    fired = {
        case["alertname"]
        for test in tests["tests"]
        for case in test["alert_rule_test"]
        if case["exp_alerts"]
    }
    explained = re.findall(
        r"`(SupportPacket\w+)`", (ROOT / "docs/operators.md").read_text(encoding="utf-8")
    )

    assert fired == alerts
    assert set(explained) == alerts


def test_every_metric_that_is_named_exists() -> None:
    handover = open_handover()
    metrics = Metrics("1.0", lambda: (0, 2), handover, Losses())
    metrics.watch([])
    metrics.refusal("any")
    known = set(re.findall(r"^# TYPE (\w+)", metrics.exposition().decode(), re.MULTILINE))
    for end in handover:
        end.close()
    dashboard = json.loads((DEPLOY / "monitoring/dashboard.json").read_text(encoding="utf-8"))
    texts = [
        (DEPLOY / "monitoring/alerts.yaml").read_text(encoding="utf-8"),
        (ROOT / "docs/operators.md").read_text(encoding="utf-8"),
        *(target["expr"] for panel in dashboard["panels"] for target in panel["targets"]),
    ]
    named = {name for text in texts for name in re.findall(r"\bsupport_packet_\w+", text)}

    assert {name.removesuffix("_bucket") for name in named} <= known
    # What is counted and neither drawn nor watched is useless.
    ours = {name for name in known if name.startswith("support_packet_")}
    assert {name for name in ours if not name.endswith("_created")} == {
        name.removesuffix("_bucket") for name in named
    }
