"""What the break-glass token opens: a healthy server, and one that is broken."""

from pathlib import Path

from support.serving.databases import BREAK_GLASS, break_glass
from support.serving.program import Program, serving

from demo.installation import Installation


def test_the_break_glass_token_works_without_the_database(
    example: Installation, guarded: Program
) -> None:
    example.database.unlink()

    answer = guarded.packet(BREAK_GLASS)

    assert answer.status == 200
    files = answer.files
    assert list(files)[-1] == "warning.txt"
    assert {"sanitized_config.json", "plugins.json", "mattermost.log"} < {*files}


def test_the_break_glass_token_works_with_the_database(guarded: Program) -> None:
    assert guarded.packet(BREAK_GLASS).status == 200
    assert guarded.request(Cookie=f"MMAUTHTOKEN={BREAK_GLASS}").status == 200


def test_each_use_of_the_break_glass_token_is_logged_loudly(guarded: Program) -> None:
    guarded.packet(BREAK_GLASS)
    guarded.request("HEAD", Authorization=f"Bearer {BREAK_GLASS}")
    lines = guarded.audited(2)

    log = guarded.log.read_text(encoding="utf-8")

    assert [line["break_glass"] for line in lines] == [True, True]
    assert log.count("WARNING support_packet.web.access.authorizer: BREAK-GLASS TOKEN USED") == 2
    assert BREAK_GLASS not in log


def test_the_break_glass_token_is_not_in_the_packet_that_it_fetches(
    example: Installation, guarded: Program
) -> None:
    with (example.logs / "mattermost.log").open("a", encoding="utf-8") as log:
        log.write(f"Somebody pasted {BREAK_GLASS} into a channel.\n")

    content = guarded.packet(BREAK_GLASS).files["mattermost.log"]

    assert "Somebody pasted ********************************" in content
    assert BREAK_GLASS not in content


def test_an_almost_right_break_glass_token_is_an_expired_session(guarded: Program) -> None:
    assert guarded.packet(BREAK_GLASS[:-1]).status == 401


def test_a_deleted_token_file_revokes_the_token(guarded: Program, tmp_path: Path) -> None:
    (tmp_path / "token").unlink()

    assert guarded.packet(BREAK_GLASS).status == 401


def test_by_default_there_is_no_break_glass_token(example: Installation, tmp_path: Path) -> None:
    with serving(example.directory, tmp_path) as program:
        assert program.packet(BREAK_GLASS).status == 401


def test_with_a_broken_configuration_the_packet_says_what_is_broken(
    example: Installation, guarded: Program
) -> None:
    example.config.write_text('{"SqlSettings": ', encoding="utf-8")

    files = guarded.packet(BREAK_GLASS).files

    assert list(files) == ["support_packet.yaml", "warning.txt"]
    assert files["warning.txt"].count(f"{example.config}: line 1") == 1


def test_with_a_missing_configuration_the_page_opens(
    example: Installation, guarded: Program
) -> None:
    example.config.unlink()

    page = guarded.request("GET", "/support_packet", Authorization=f"Bearer {BREAK_GLASS}")

    assert page.status == 200
    assert b"support_packet.yaml" in page.body
    assert str(example.config).encode() in page.body


def test_with_a_broken_configuration_the_server_starts(
    example: Installation, tmp_path: Path
) -> None:
    example.config.write_text("{", encoding="utf-8")

    with serving(example.directory, tmp_path, **break_glass(tmp_path)) as program:
        assert program.packet(BREAK_GLASS).status == 200
        assert program.packet(example.tokens["admin"]).status == 503
        log = program.log.read_text(encoding="utf-8")
    assert "packets need the break-glass token" in log
