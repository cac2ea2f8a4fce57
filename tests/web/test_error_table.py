"""The table of errors: complete, the same in the documents, and counted from the start."""

import re
from pathlib import Path

from support_packet.web.error_table import ANSWERS, BAD_REQUEST
from support_packet.web.monitoring import RefusalCounter
from support_packet.web.serving.malformed import STATUSES, TOO_LATE

ROOT = Path(__file__).parents[2]
ERROR_ID = r"(?:api|support_packet)\.[a-z0-9_.]*[a-z0-9_]"
IDS = {error_id for _, error_id in ANSWERS}


class Counted(dict[str, int]):
    """Counts refusals like the metrics, by reason."""

    def refusal(self, reason: str, count: int = 1) -> None:
        """Count some."""
        self[reason] = self.get(reason, 0) + count


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_the_documented_errors_are_those_that_there_are() -> None:
    rows = re.findall(
        rf"^\| ([0-9, ]+) \| `({ERROR_ID})` \|", text_of("docs/admins.md"), re.MULTILINE
    )
    documented = {
        (int(status), error) for statuses, error in rows for status in statuses.split(",")
    }
    malformed = {(int(status), BAD_REQUEST[0]) for status in (*STATUSES.values(), TOO_LATE[0])}

    assert documented == ANSWERS | malformed


def test_no_answer_is_outside_the_table() -> None:
    sources = sorted((ROOT / "support_packet").rglob("*.py"))

    assert [path.name for path in sources if re.search(r"ApiError\(\s*\d", path.read_text())] == []


def test_every_reason_is_counted_from_the_start() -> None:
    counted = Counted()

    RefusalCounter(counted)  # type: ignore[arg-type] # a fake without Prometheus

    assert counted == dict.fromkeys(IDS, 0)


def test_reasons_that_operators_are_told_to_watch_exist() -> None:
    rows = re.findall(
        r"^\| `support_packet_refusals_total` \| (.*?) \|",
        text_of("docs/operators.md"),
        re.MULTILINE,
    )

    assert rows
    assert set(re.findall(r"`(.*?)`", " ".join(rows))) <= IDS | {"malformed_…"}


def test_each_alternative_of_an_alert_is_a_reason() -> None:
    patterns = re.findall(r'reason=~"(.*?)"', text_of("deploy/monitoring/alerts.yaml"))

    assert patterns
    for pattern in patterns:
        found = [reason for reason in IDS if re.fullmatch(pattern, reason)]
        assert len(found) == pattern.count("|") + 1, pattern
