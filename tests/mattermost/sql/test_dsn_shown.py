"""What is shown of a data source: no credential in any shape, and the rest where it is certain."""

import re
from itertools import product
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tables import for_each

from support_packet.mattermost.sql.dsn_shown import shown_data_source

POSTGRES = {
    "postgres://u:p@db.example.com:5432/mm": "postgres://****:****@db.example.com:5432/mm",
    "postgresql://u:p@db/mm": "postgresql://****:****@db/mm",
    "postgres://u:pw-7@db/mm?sslmode=disable&connect_timeout=10&binary_parameters=yes": (
        "postgres://****:****@db/mm?binary_parameters=yes&connect_timeout=10&sslmode=disable"
    ),
    "postgres://u:pw-7@[::1]:5432/mm": "postgres://****:****@[::1]:5432/mm",
    "postgres://u:pw-7@one:1,two:2/mm?target_session_attrs=read-write": (
        "postgres://****:****@one:1,two:2/mm?target_session_attrs=read-write"
    ),
    "postgres://db/mm?user=u&password=pw-7": "postgres://****:****@db/mm",
    "postgres:///mm?host=%2Frun%2Fpostgresql&user=u": (
        "postgres://****:****@/mm?host=/run/postgresql"
    ),
    "postgres://u:pw-7@db/mm?sslpassword=pw-8&options=-c%20x&sslkey=k.pem": (
        "postgres://****:****@db/mm"
    ),
    "postgres://u:p%40ss@db/mm": "postgres://****:****@db/mm",
    "host=db port=5432 user=u password=pw-7 dbname=mm sslmode=require": (
        "postgres://****:****@db:5432/mm?sslmode=require"
    ),
    "host=one,two port=1,2 user=u password=pw-7 dbname=mm": "postgres://****:****@one:1,two:2/mm",
    "host=one,two port=5 user=u password=pw-7 dbname=mm": "postgres://****:****@one:5,two:5/mm",
    "host=one,two user=u password=pw-7 dbname=mm": "postgres://****:****@one,two/mm",
    "user=u password='two words' host=/run/postgresql dbname=mm": (
        "postgres://****:****@/mm?host=/run/postgresql"
    ),
}
MYSQL = {
    "u:p@tcp(db:3306)/mm": "****:****@tcp(db:3306)/mm",
    "u:p@ss/w:rd@tcp(db:3306)/mm?charset=utf8mb4,utf8&readTimeout=30s&writeTimeout=30s": (
        "****:****@tcp(db:3306)/mm?charset=utf8mb4,utf8&readTimeout=30s&writeTimeout=30s"
    ),
    "u:pw-7@unix(/run/mysqld/mysqld.sock)/mm": "****:****@unix(/run/mysqld/mysqld.sock)/mm",
    "u@/mm": "****:****@/mm",
    "u:pw-7@tcp([::1]:3306)/mm?tls=skip-verify&serverPubKey=k": (
        "****:****@tcp([::1]:3306)/mm?tls=skip-verify"
    ),
}


@pytest.mark.parametrize(("text", "shown"), POSTGRES.items())
def test_of_postgresql(text: str, shown: str) -> None:
    assert shown_data_source("postgres", text) == shown


@pytest.mark.parametrize(("text", "shown"), MYSQL.items())
def test_of_mysql(text: str, shown: str) -> None:
    assert shown_data_source("mysql", text) == shown


@for_each(
    "text",
    [
        "postgres://u:p/ss@db/mm",
        "postgres://u:p@ss@db/mm",
        "postgres://u:p#ss@db/mm",
        "postgres://u:12?ss@db/mm",
        "postgres://u:12/ss@db/mm",
        "postgres://u:12#ss",
        "postgres://u:12345/mm",
        "postgres://u:12345",
        "postgres://u:p%ss@db/mm",
        "postgres://u:pw-7@db/mm?sslmode=disable@x",
        "postgres://u:pw-7@db/mm?pw-8",
        "postgres://u:pw-7@db/mm?sslmode=disable&sslmode=require",
        "postgres://u:pw-7@db/mm/more",
        "postgres://u:pw-7@db:99999/mm",
        "postgres://u:chat@db/chat",
        "host=db user=u password=two words dbname=mm",
        "host=db user=u password=x host=y dbname=mm",
        "host=db user=u password='open dbname=mm",
        "u:pw-7@tcp(db)/mm",
        "pw-7",
        " ",
    ],
)
def test_nothing_is_shown_where_there_is_doubt(text: str) -> None:
    assert shown_data_source("postgres", text) is None


@pytest.mark.parametrize("driver", ["", "sqlite3", "mysql"])
def test_nothing_is_shown_of_another_driver(driver: str) -> None:
    assert shown_data_source(driver, "postgres://u:pw-7@db/mm") is None


PASSWORD = "Zq81xVbn"
"""In each shape with something in the middle that a parser may take for its end."""

MIDDLES = [*"/@:?#&= '%(,\\\t", "", "%zz", ")/", "@x:1/", "?sslmode=", "&password=", " host="]
SHAPES = [
    "postgres://u:{}@db:5432/mm?sslmode=disable",
    "postgresql://{}:u@db/mm",
    "postgres://{}@db/mm",
    "postgres://u:{}@",
    "postgres://db/mm?user=u&password={}",
    "postgres://u:x@db/mm?sslpassword={}&connect_timeout=10",
    "postgres://u:x@db/mm?application_name=a&unheard={}",
    "host=db user=u password={} dbname=mm",
    "host=db user=u password='{}' dbname=mm",
    "password = {} host=db",
    "u:{}@tcp(db:3306)/mm?charset=utf8mb4,utf8",
    "{}:u@unix(/run/my.sock)/mm",
    "u:{}@/mm",
    "mysql://u:{}@tcp(db:3306)/mm",
    "{}",
]


@for_each(("shape", "middle"), list(product(SHAPES, MIDDLES)))
@for_each("driver", ["postgres", "mysql"])
def test_no_credential_survives_in_any_shape(driver: str, shape: str, middle: str) -> None:
    half = len(PASSWORD) // 2
    text = shape.format(PASSWORD[:half] + middle + PASSWORD[half:])

    shown = shown_data_source(driver, text) or ""

    assert PASSWORD[:half] not in shown
    assert PASSWORD[half:] not in shown


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@given(
    WORDS,
    WORDS.map(lambda word: f"Zq81{word}xVbn"),
    st.sampled_from(SHAPES),
    st.sampled_from(["postgres", "mysql"]),
    st.booleans(),
)
def test_no_password_survives(
    prefix: str, password: str, shape: str, driver: str, encoded: bool
) -> None:
    text = shape.format(quote(password, safe="") if encoded else password)

    for each in (text, prefix + text):
        shown = shown_data_source(driver, each) or ""
        assert "Zq81" not in shown
        assert "xVbn" not in shown


@given(WORDS, st.sampled_from(["postgres", "mysql"]))
def test_what_is_shown_has_one_of_two_forms(text: str, driver: str) -> None:
    shown = shown_data_source(driver, text)

    assert shown is None or re.match(r"(?:postgres(?:ql)?://)?\*{4}:\*{4}@", shown)
