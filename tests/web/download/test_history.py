"""The last packets that the page of system admins shows."""

from support_packet.web.download.history import History


def facts(user: str, *files: dict[str, int]) -> dict[str, object]:
    """Return what the audit line of a packet says."""
    return {
        "username": user,
        "bytes": 10,
        "result": "complete",
        "warnings": 3,
        "files": [{"name": "a.log", "removed": removed} for removed in files],
    }


def test_only_the_newest_are_kept() -> None:
    history = History(limit=3)

    for number in range(5):
        history.add(facts(f"user-{number}"))

    assert [packet.who for packet in history.newest()] == ["user-4", "user-3", "user-2"]


def test_by_itself_it_is_limited_too() -> None:
    history = History()

    for number in range(1000):
        history.add(facts(f"user-{number}"))

    assert len(history.newest()) == 20


def test_what_was_removed_is_added_up_and_a_refusal_is_not_a_packet() -> None:
    history = History()

    history.add({"username": "user", "status": 403})
    history.add(facts("", {"token": 2, "password": 1}, {"token": 3}))

    [packet] = history.newest()
    assert packet.who == "break-glass"
    assert packet.removed == {"token": 5, "password": 1}
    assert packet.warnings == 3
