"""The page's beginning is sent before the files are looked at."""

import http.client
import json
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from support.distributions.disk import InstalledPackages
from support.serving.program import Program, serving

from demo.installation import Installation, build_installation

WAITING = """
    import os

    def wait():
        while not os.path.exists({place!r}):
            yield b""
        yield b"came"

    @hookimpl
    def packet_files():
        return PacketFile("author/waiting.txt", wait)
"""


@contextmanager
def opened(program: Program, token: str) -> Iterator[http.client.HTTPResponse]:
    """Yield the page's answer, of which the head was read."""
    with closing(http.client.HTTPConnection(program.host, program.port, timeout=60)) as connection:
        connection.request("GET", "/support_packet", headers={"Authorization": f"Bearer {token}"})
        with connection.getresponse() as answer:
            yield answer


def test_a_browser_has_something_to_show_while_a_collector_takes_its_time(
    installation: Installation, tmp_path: Path
) -> None:
    packages, place = tmp_path / "site-packages", tmp_path / "go"
    packages.mkdir()
    InstalledPackages(packages).install("author", WAITING.format(place=str(place)))

    with (
        serving(installation.directory, tmp_path, PYTHONPATH=str(packages)) as program,
        opened(program, installation.tokens["admin"]) as answer,
    ):
        first = answer.read1().decode()
        place.touch()
        rest = answer.read().decode()

    assert re.search(r'<link rel="stylesheet" href="[^"]+/all\.css">', first)
    assert "<h1>Support Packet</h1>" in first
    assert "mattermost.log" not in first
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert "author/waiting.txt" in rest
    assert rest.rstrip().endswith("</html>")


def test_what_fails_after_it_is_reported_on_the_same_page(tmp_path: Path) -> None:
    installation = build_installation(tmp_path / "mattermost", log_bytes=10_000)
    document = json.loads(installation.config.read_text(encoding="utf-8"))
    document["EmailSettings"]["SMTPPassword"] = "so much cannot be searched for " * 10_000
    installation.config.write_text(json.dumps(document), encoding="utf-8")

    with (
        serving(installation.directory, tmp_path) as program,
        opened(program, installation.tokens["admin"]) as answer,
    ):
        page = answer.read().decode()
        log = program.log.read_text(encoding="utf-8")

    request_id = str(answer.headers["X-Request-Id"])
    assert page.count("<h1>") == page.count("</main>") == page.count("</html>") == 1
    assert "The Support Packet can&#39;t be created right now" in page
    assert request_id in page
    assert f"ERROR support_packet.web.errors: request {request_id}: " in log
