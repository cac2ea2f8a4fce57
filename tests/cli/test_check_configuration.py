"""`support-packet check` where there is nothing to check: one line that says why, and status 2."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.faults.privileges import without_privileges
from support.servers.databases import EmptyDatabase
from support.servers.process import give, server_directory
from support.serving.checking import SECRET, Checker

from demo.installation import Installation, build_installation
from support_packet.mattermost.configuration.config_file import MAX_BYTES

Break = Callable[[Installation], object]


def write(content: bytes | str) -> Break:
    """Return what gives the configuration file this content."""
    encoded = content.encode() if isinstance(content, str) else content
    return lambda example: example.config.write_bytes(encoded)


def sql(driver: str, data_source: str) -> Break:
    """Return what configures this database."""

    def configure(example: Installation) -> None:
        config = json.loads(example.config.read_text(encoding="utf-8"))
        config["SqlSettings"] |= {"DriverName": driver, "DataSource": data_source}
        example.config.write_text(json.dumps(config), encoding="utf-8")

    return configure


def replace_by_a_directory(example: Installation) -> None:
    example.config.unlink()
    example.config.mkdir()


def refused(checker: Checker, example: Installation, *options: str, **variables: str) -> str:
    """Return the one line that says why nothing is checked."""
    checked = checker.check(example, *options, **variables)
    assert (checked.status, checked.lines) == (2, [])
    assert re.fullmatch(r"support-packet: .+\n", checked.error)
    return checked.error.removeprefix("support-packet: ").rstrip("\n")


@pytest.mark.parametrize(
    ("break_it", "reason"),
    [
        (
            write('{"a": mostest-Zq81}'),
            r"line 1, column 7: expecting value\. Mattermost can't read it either\. Correct it\.",
        ),
        (write(""), "line 1, column 1: expecting value"),
        (write("\ufeff{}"), "line 1, column 1: a byte order mark"),
        (write('{"SqlSettings": {"Trace": "mostest-Zq81"}}'), "Trace must be true or false"),
        (write("[]"), "it is not a JSON object"),
        (write('{"a": "é"}'.encode("utf-16")), "it is not UTF-8. Save it as UTF-8"),
        (write(b" " * (MAX_BYTES + 1)), "it is larger than"),
        (lambda example: example.config.unlink(), "No such file.* MM_CONFIG names another"),
        (replace_by_a_directory, "directory"),
        (sql("oracle", f"scott/{SECRET}@db"), "SqlSettings: The driver must be postgres or mysql"),
        (
            sql("postgres", f"postgres://u:{SECRET}@db:x/d"),
            "SqlSettings: .* a port must be a number",
        ),
        (sql("postgres", f"postgres://u:{SECRET}/@db/d"), "SqlSettings: .* write %2F"),
        (sql("postgres", f"user=u password='{SECRET}"), "SqlSettings: .* quote .* is not closed"),
        (sql("mysql", f"u:{SECRET}@tcp(db:3306)"), "SqlSettings: .* no / before the database"),
        (sql("mysql", f"u:{SECRET}@db/d"), r"SqlSettings: .* must have tcp\(HOST:PORT\)"),
        (sql("postgres", ""), "SqlSettings: The data source is empty"),
        (sql("sqlite3", "/nowhere"), "SqlSettings: The data source is not the path of a database"),
    ],
)
def test_a_broken_configuration_is_one_line(
    checker: Checker, example: Installation, break_it: Break, reason: str
) -> None:
    break_it(example)

    line = refused(checker, example)

    assert str(example.config) in line
    assert re.search(reason, line)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("MM_CONFIG", "/nowhere/config.json", r"^/nowhere/config\.json: No such file"),
        ("MM_CONFIG", f"mariadb://u:{SECRET}@db/d", "^MM_CONFIG: No such file"),
        ("MM_CONFIG", f"postgres://u:{SECRET}@db:x/d", "^MM_CONFIG: .* a port must be a number"),
        (
            "MM_CONFIG",
            f"postgres://u:{SECRET}@127.0.0.1:1/d",
            r"^MM_CONFIG: 127\.0\.0\.1:1/d: nothing is listening there \(connection refused\)",
        ),
        (
            "MM_CONFIG",
            f"mysql://u:{SECRET}@tcp(127.0.0.1:1)/d",
            r"^MM_CONFIG: 127\.0\.0\.1:1/d: nothing is listening there \(connection refused\)",
        ),
        ("MM_CUSTOM_DEFAULTS_PATH", "nowhere.json", r"/nowhere\.json: No such file"),
    ],
)
def test_a_variable_that_leads_nowhere_is_one_line(
    checker: Checker, example: Installation, name: str, value: str, reason: str
) -> None:
    assert re.search(reason, refused(checker, example, **{name: value}))


@pytest.mark.parametrize("value", ['{"a": mostest-Zq81}', None])
def test_a_broken_configuration_in_a_database_is_one_line(
    checker: Checker, example: Installation, postgres_database: EmptyDatabase, value: str | None
) -> None:
    with postgres_database.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE Configurations (Id text, Value text, CreateAt bigint, Active boolean)"
        )
        connection.exec_driver_sql("INSERT INTO Configurations VALUES ('a', %s, 1, TRUE)", (value,))

    line = refused(checker, example, MM_CONFIG=postgres_database.data_source)

    assert line.startswith("the active row of Configurations in postgres://127.0.0.1:")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory. Name a readable file."),
        (f"MM_A=a\0B{SECRET}\n", "line 1: a null character. Remove it."),
    ],
)
def test_a_broken_environment_file_is_one_line(
    checker: Checker, example: Installation, tmp_path: Path, content: str | None, reason: str
) -> None:
    path = tmp_path / "mattermost.env"
    if content:
        path.write_text(content)

    assert f"{path}: {reason}" in refused(checker, example, "--env-file", str(path))


@pytest.fixture
def foreign() -> Iterator[Installation]:
    """Return an installation that another account owns where the tests run as root."""
    with server_directory("foreign") as directory:
        installation = build_installation(directory / "mattermost", log_bytes=1000)
        give(directory)
        yield installation


@pytest.mark.parametrize(
    ("unreadable", "reason"),
    [
        ("config/config.json", "Permission denied. Only Mattermost's own account can read it"),
        ("config", "Permission denied. Only Mattermost's own account can read it"),
        ("", "/config/config.json: Permission denied."),
        ("..", "--mattermost "),
    ],
)
def test_what_may_not_be_read_is_one_line(
    checker: Checker, foreign: Installation, unreadable: str, reason: str
) -> None:
    (foreign.directory / unreadable).chmod(0o000)

    with without_privileges():
        assert reason in refused(checker, foreign)


@pytest.mark.parametrize("place", ["nowhere", "file", "file/below"])
def test_a_path_that_is_not_a_directory_is_one_line(
    checker: Checker, example: Installation, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").touch()
    path = str(tmp_path / place)

    assert refused(checker, example, "--mattermost", path) == (
        f"--mattermost {path}: no such directory."
    )
