"""The stand-in for Mattermost's login."""

from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

from demo.login import Login, login
from demo.people import PEOPLE


def get(place: Login, query: str) -> HTTPResponse:
    """Request the login page of the server `example`."""
    address = urlsplit(place.site_url("example"))
    connection = HTTPConnection(str(address.hostname), address.port, timeout=30)
    try:
        connection.request("GET", f"{address.path}/login?{query}")
        return connection.getresponse()
    finally:
        connection.close()


def test_each_person_can_be_chosen() -> None:
    page = Login(port=1).page(back="/x")

    assert all(f"?as={person.name}&amp;redirect_to=%2Fx" in page for person in PEOPLE)


def test_a_chosen_person_goes_back_with_their_token() -> None:
    chosen = PEOPLE[0]
    with login() as place:
        place.servers["example"] = "http://127.0.0.1:8066"

        asked = get(place, "redirect_to=%2Fsupport_packet")
        sent = get(place, f"as={chosen.name}&redirect_to=%2Fsupport_packet")

    assert asked.status == 200
    assert sent.status == 302
    assert sent.headers["Location"] == "http://127.0.0.1:8066/support_packet"
    assert sent.headers["Set-Cookie"] == f"MMAUTHTOKEN={chosen.token}; Path=/"


def test_choosing_nobody_logs_out() -> None:
    with login() as place:
        sent = get(place, "as=nobody&redirect_to=%2F")

    assert sent.headers["Set-Cookie"] == "MMAUTHTOKEN=; Path=/; Max-Age=0"
