"""Data sources of every driver, the secrets in them, and how messages name them."""

from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_packet.errors import DataSourceError
from support_packet.mattermost.sql.data_source import DataSource, endpoint
from support_packet.mattermost.sql.dsn import parse_data_source, secrets_in

PASSWORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@pytest.mark.parametrize(
    ("driver", "data_source", "dialect"),
    [
        ("postgres", "postgres://h/d", "postgresql+psycopg"),
        ("postgres", "host=h dbname=d", "postgresql+psycopg"),
        ("mysql", "u:p@tcp(h)/d", "mysql+pymysql"),
        ("sqlite3", "mattermost.db", "sqlite"),
    ],
)
def test_the_driver_decides(tmp_path: Path, driver: str, data_source: str, dialect: str) -> None:
    tmp_path.joinpath("mattermost.db").touch()

    assert parse_data_source(driver, data_source, {}, tmp_path.joinpath).url.drivername == dialect


@pytest.mark.parametrize(
    ("driver", "data_source", "place"),
    [
        ("postgres", "postgres://[::1]/d", "[::1]:5432/d"),
        ("postgres", "host=::1,db dbname=d port=1", "[::1]:1,db:1/d"),
        ("mysql", "u@tcp([::1])/d", "[::1]:3306/d"),
        ("mysql", "u@tcp(db:1)/d", "db:1/d"),
        ("mysql", "u@unix(/s)/d", "/s/d"),
    ],
)
def test_messages_name_the_place_as_addresses_are_written(
    driver: str, data_source: str, place: str
) -> None:
    assert parse_data_source(driver, data_source, {}).endpoint == place


@pytest.mark.parametrize(
    ("driver", "data_source", "message"),
    [
        ("postgres", "", "is empty"),
        ("mysql", " \n", "is empty"),
        ("postgres", "*" * 32, "a mask was saved in place of it"),
        ("postgres", "password=s3c\0ret", "null character"),
        ("mysql", "u:s3c\udcffret@/d", "not valid UTF-8"),
        ("oracle", "s3cret", "The driver must be postgres or mysql"),
        ("", "s3cret", "The driver must be postgres or mysql"),
        ("Postgres", "s3cret", "The driver must be postgres or mysql"),
        ("postgres", "u:s3cret@tcp(h)/d", "= is missing"),
        ("mysql", "postgres://u:s3cret@h/d", "must have tcp"),
        ("sqlite3", "postgres://u:s3cret@h/d", "not the path of a database file"),
    ],
)
def test_a_broken_data_source_is_not_repeated(driver: str, data_source: str, message: str) -> None:
    with pytest.raises(DataSourceError) as refused:
        parse_data_source(driver, data_source, {})

    assert message in str(refused.value)
    assert "s3c" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("data_source", "secrets"),
    [
        ("postgres://u:p%40ss@h/d", {"p%40ss", "p@ss"}),
        ("postgres://u:p@h/d?sslpassword=a+b%21", {"p", "a+b%21", "a+b!", "a b!"}),
        ("postgres://u:12/34@h/d", {"12/34"}),
        ("postgres://h/d?user=u&password=x", {"x"}),
        ("host=h password=x user=u", {"x"}),
        ("host=h Password = 'it\\'s' user=u", {"it\\'s", "it's"}),
        ("password='open", {"open"}),
        ("password=two words host=h", {"two", "two words"}),
        ("u:p@s:s/w?#d@tcp(h:1)/d?tls=true", {"p@s:s/w?#d"}),
        ("u:p@/d", {"p"}),
        ("u:p@tcp(h)", {"p"}),
        ("mysql://u:p@ss@tcp(h)/d", {"p@ss"}),
        ("redis://:p@h:6379/0", {"p"}),
        ("https://u:p@h/x:y@z", {"p"}),
        ("https://h:8065/a@b", set()),
        ("u@tcp(h)/d", set()),
        ("postgres://u@h/d", set()),
        ("/opt/mattermost/mattermost.db", set()),
        ("", set()),
    ],
)
def test_secrets_are_found_in_every_form(data_source: str, secrets: set[str]) -> None:
    assert secrets_in(data_source) == secrets


@given(PASSWORDS)
def test_the_password_of_a_url_is_a_secret(password: str) -> None:
    encoded = quote(password, safe="")

    assert {password, encoded} <= secrets_in(f"postgres://u:{encoded}@h/d?sslmode=disable")


@given(PASSWORDS)
def test_the_password_of_a_mysql_data_source_is_a_secret(password: str) -> None:
    assert password in secrets_in(f"u:{password}@tcp(h:1)/d?tls=true")


@given(PASSWORDS)
def test_a_quoted_password_is_a_secret(password: str) -> None:
    quoted = password.replace("\\", "\\\\").replace("'", "\\'")

    assert password in secrets_in(f"host=h password='{quoted}' user=u")


@given(st.text(st.characters()))
def test_no_text_makes_it_raise(text: str) -> None:
    secrets_in(text)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "piece",
    ["a:", "@", ":@", "/", " ", "x", "\\", "%", "%41", "&password=", " password=x", "password='",
     "a=b ", "a=b&", "postgres://", "tcp(", "[", ";"],
)  # fmt: skip
@pytest.mark.parametrize("start", ["", "postgres://u:", "password=", "password='", "u:"])
def test_length_costs_no_time(start: str, piece: str) -> None:
    huge = start + piece * (500_000 // len(piece))

    secrets_in(huge)
    for driver in ("postgres", "mysql"):
        with suppress(DataSourceError):
            parse_data_source(driver, huge, {})


def test_an_endpoint_is_printable() -> None:
    assert endpoint("db:5432", "matter\nmost\x1b") == "db:5432/matter?most?"


def test_an_endpoint_is_short() -> None:
    assert len(endpoint("h" * 1000, "d")) < 300


def test_a_data_source_shows_no_arguments() -> None:

    source = DataSource("postgresql+psycopg", {"password": "s3cret"}, "h/d", {"x": "s3cret"})

    assert "s3cret" not in repr(source)
