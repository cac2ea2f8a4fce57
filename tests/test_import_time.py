"""What a fresh interpreter loads: no driver and no framework for a name or a help text."""

import subprocess
import sys

import pytest

EXPENSIVE = ("sqlalchemy", "psycopg", "pymysql", "yaml", "hyperscan", "falcon")
DRIVERS = ("psycopg", "pymysql", "cryptography")
CLIENTS = ("ldap3", "elastic_transport")

PLUGIN = "import support_packet.testing.plugin"
"""Every run of pytest in the same environment loads it."""

HELP = """
import contextlib
from support_packet.cli.main import main
with contextlib.suppress(SystemExit):
    main(["--help"])
"""


@pytest.mark.parametrize(
    "program",
    ["import support_packet", "import hookspecs", PLUGIN, HELP],
    ids=["names", "hooks", "pytest plugin", "help"],
)
def test_nothing_expensive_is_loaded(program: str) -> None:
    report = f"import sys\nprint('loaded', *sorted(set(sys.modules) & {set(EXPENSIVE)}))"

    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "loaded"


def test_a_client_does_not_load_the_other() -> None:
    load = "import sys, collectors.facts._ldap_client; print('elastic_transport' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_clients_are_loaded_only_where_there_is_such_a_server() -> None:
    load = (
        "import sys\n"
        "from support_packet.host.discovery.collectors import load_collectors\n"
        "from support_packet.settings import Settings\n"
        "assert load_collectors(Settings()).loaded\n"
        "import support_packet.cli.serve\n"
        f"print('loaded', *sorted(set(sys.modules) & {set(CLIENTS)}))"
    )

    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "loaded"


@pytest.mark.parametrize(
    ("driver", "source", "loaded"),
    [
        ("sqlite3", __file__, []),
        ("postgres", "postgres://mmuser:x@db.example.com/mattermost?sslmode=disable", []),
        ("postgres", "postgres://mmuser:x@db.example.com/mattermost?geqo=off", ["psycopg"]),
        ("mysql", "mmuser:x@tcp(db.example.com:3306)/mattermost", ["cryptography", "pymysql"]),
    ],
)
def test_only_the_driver_of_the_database_is_loaded(
    driver: str, source: str, loaded: list[str]
) -> None:
    load = (
        "import sys\n"
        "import support_packet.cli.serve\n"
        "from support_packet.mattermost.sql.dsn import parse_data_source\n"
        f"parse_data_source({driver!r}, {source!r}, {{}})\n"
        f"print('loaded', *sorted(set(sys.modules) & {set(DRIVERS)}))"
    )

    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1].split() == ["loaded", *loaded]
