"""`support-packet check` shows the rights that the tables of packages need."""

from support.distributions.disk import InstalledPackages
from support.servers.databases import EmptyDatabase
from support.servers.postgres import PostgresServer
from support.serving.checking import Checker
from support.serving.databases import fill

from demo.installation import Installation

READER = "reader_of_some_tables"
SOURCE = """
    @hookimpl
    def packet_files():
        reads = ("Sessions", "NoSuchTable")
        return PacketFile("author/a.txt", str, reads=reads, preview=False)
"""


def test_a_missing_right_is_shown_as_a_statement(
    checker: Checker,
    example: Installation,
    packages: InstalledPackages,
    postgres: PostgresServer,
    postgres_database: EmptyDatabase,
) -> None:
    packages.install("author", SOURCE)
    name = str(fill(postgres_database).engine.url.database)
    with postgres.admin(name) as admin:
        # A name that looks random would be masked, as a part of the data source.
        admin.execute(f"CREATE ROLE {READER} LOGIN PASSWORD 'reader'".encode())
        admin.execute(f"GRANT SELECT ON Systems, Licenses TO {READER}".encode())
    source = f"postgres://{READER}:reader@127.0.0.1:{postgres.port}/{name}?sslmode=disable"

    checked = checker.check(
        example, MM_SQLSETTINGS_DRIVERNAME="postgres", MM_SQLSETTINGS_DATASOURCE=source
    )

    grant = f'GRANT SELECT ON Sessions TO "{READER}";'
    assert [text for area, text in checked.of("note") if area == "rights"] == [
        f"author/a.txt needs, from a database admin: {grant}"
    ]


def test_without_rights_nothing_is_said(
    checker: Checker, example: Installation, packages: InstalledPackages
) -> None:
    packages.install("author", SOURCE)

    assert "rights" not in [area for area, _ in checker.check(example).of("note")]
