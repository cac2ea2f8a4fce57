"""What messages say of a data source is short, printable and without credentials."""

import sqlalchemy

from support_packet.mattermost.sql.data_source import DataSource, endpoint


def test_an_endpoint_is_one_printable_word() -> None:
    assert endpoint("db:5432", "matter\nmost\x1b") == "db:5432/matter?most?"


def test_an_endpoint_is_short() -> None:
    assert len(endpoint("h" * 1000, "d")) < 300


def test_a_data_source_shows_no_arguments() -> None:
    url = sqlalchemy.URL.create("postgresql+psycopg")
    source = DataSource(url, {"password": "s3cret"}, "h/d", {"x": "s3cret"})

    assert "s3cret" not in repr(source)
