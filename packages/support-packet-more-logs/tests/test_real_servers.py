"""Logs that nginx and Apache really write, rotate and compress."""

import gzip
import shutil
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from support_packet.testing import Author

TOKEN = "q7w8e9r0t1" + "y2u3i4o5p6a7s8d9"
SECONDS = 20
MODULES = Path("/usr/lib/apache2/modules")

NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log notice;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    server {{ listen 127.0.0.1:{port}; root {folder}/nowhere; }}
}}
"""
APACHE = """
ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {folder}/pid
DefaultRuntimeDir {folder}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
User nobody
Group nogroup
DocumentRoot {folder}
ErrorLog {folder}/error.log
CustomLog {folder}/access.log "%h %t \\"%r\\" %>s"
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server in the block, from when it listens; what it logs is complete afterwards."""
    with subprocess.Popen(command) as process:
        try:
            until = monotonic() + SECONDS
            while not listens(port):
                assert process.poll() is None, "the server has ended"
                assert monotonic() < until, "the server does not listen"
            yield
        finally:
            process.terminate()
            process.wait(SECONDS)


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=0.1).close()
    except OSError:
        return False
    return True


def ask(port: int) -> None:
    """Ask for something that there is not, with a token."""
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(
            f"http://127.0.0.1:{port}/missing?access_token={TOKEN}", timeout=SECONDS
        )
    # It is an answer, too, and nothing else closes it.
    refusal.value.close()


def check(author: Author, server: str, folder: Path) -> None:
    """Check a packet with the logs in `folder`, of which one has been rotated."""
    with gzip.open(folder / "access.log.2.gz", "wb") as packed:
        packed.write((folder / "access.log").read_bytes())
    author = author.use("more_logs_proxy")
    author.set("more_logs_proxy", **{"nginx": [], "apache": [], server: [folder / "*.log"]})
    names = [f"more-logs/{server}/{name}" for name in ("access.log", "error.log", "access.log.2")]

    made = author.packet(include=names)

    assert (made.names, made.warnings) == (names, [])
    made.assert_hides(TOKEN)
    for name in (names[0], names[2]):
        assert "GET /missing?" in made.text(name)
    assert made.text(names[1])


def program(name: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_the_logs_of_nginx(author: Author, tmp_path: Path) -> None:
    nginx, port = program("nginx"), free_port()
    config = tmp_path / "nginx.conf"
    config.write_text(NGINX.format(folder=tmp_path, port=port), encoding="utf-8")
    command = [nginx, "-e", str(tmp_path / "error.log"), "-p", str(tmp_path), "-c", str(config)]

    with running(command, port):
        ask(port)

    check(author, "nginx", tmp_path)


def test_the_logs_of_apache(author: Author, tmp_path: Path) -> None:
    apache, port = program("apache2"), free_port()
    if not MODULES.exists():
        pytest.skip(f"{MODULES} is missing")
    config = tmp_path / "apache.conf"
    text = APACHE.format(folder=tmp_path, port=port, modules=MODULES)
    config.write_text(text, encoding="utf-8")

    with running([apache, "-DFOREGROUND", "-f", str(config)], port):
        ask(port)

    check(author, "apache", tmp_path)
