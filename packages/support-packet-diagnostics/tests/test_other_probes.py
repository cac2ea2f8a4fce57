"""Probes of the mail server, the directory, the search server and the file store."""

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from support.servers.broken import broken_server
from support.servers.certificates import CertificateAuthority
from support.servers.process import free_port
from support.servers.slow import slow_server

from support_packet_diagnostics.probes import directory, mail, stores
from support_packet_diagnostics.probes.outcome import outcome, run_probes
from support_packet_diagnostics.probes.search import search_probe


@contextmanager
def mail_server(
    greeting: str = "220 hello", context: ssl.SSLContext | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Run a mail server; yields its port and the lines that it is sent."""
    lines: list[str] = []
    replies = {"EHLO": "250-example\r\n250 STARTTLS", "STARTTLS": "220 go", "QUIT": "221 bye"}

    class Connection(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self._talk()

        def _talk(self) -> None:
            self.wfile.write(greeting.encode() + b"\r\n")
            while line := self.rfile.readline():
                lines.append(line.decode().strip())
                word = lines[-1].split()[0]
                self.wfile.write(replies.get(word, "500 what").encode() + b"\r\n")
                if word == "STARTTLS" and context:
                    self._encrypt(context)

        def _encrypt(self, context: ssl.SSLContext) -> None:
            self.request = closing.enter_context(
                context.wrap_socket(self.request, server_side=True)
            )
            self.rfile = closing.enter_context(self.request.makefile("rb"))
            self.wfile = closing.enter_context(self.request.makefile("wb", 0))

    with (
        ExitStack() as closing,
        socketserver.ThreadingTCPServer(("127.0.0.1", 0), Connection) as server,
    ):
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_address[1], lines
        finally:
            server.shutdown()
            thread.join()


def greet(port: int | str, security: str = "", *, verify: bool = True) -> dict[str, Any]:
    return outcome(lambda: mail.greet("127.0.0.1", str(port), security, verify=verify))


def test_the_mail_server_is_greeted_without_a_login(installation: Any) -> None:
    with mail_server() as (port, lines):
        installation.set(
            "EmailSettings",
            SendEmailNotifications=True,
            SMTPServer="127.0.0.1",
            SMTPPort=str(port),
            EnableSMTPAuth=True,
            SMTPUsername="user",
            SMTPPassword="pa55word",
        )

        assert outcome(mail.mail_probe(installation.mattermost())) == {"status": "OK"}
    assert lines == ["EHLO localhost", "QUIT"]


def test_starttls_is_tried_with_the_certificate(
    authority: CertificateAuthority, tmp_path: Path
) -> None:
    authority.issue(tmp_path, "server")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.crt", tmp_path / "server.key")

    with mail_server(context=context) as (port, lines):
        strict, loose = greet(port, "STARTTLS"), greet(port, "STARTTLS", verify=False)

    assert "is not trusted" in strict["error"]
    assert loose == {"status": "OK"}
    assert lines[-1] == "QUIT"


@pytest.mark.parametrize(
    ("greeting", "error"),
    [
        ("421 busy", "The mail server replied 421 instead of 220."),
        ("HTTP/1.1 400", "The mail server replied no mail server instead of 220."),
        ("220-" + "x" * 5000, "The mail server replied no mail server instead of 220."),
    ],
)
def test_a_strange_greeting_is_said_plainly(greeting: str, error: str) -> None:
    with mail_server(greeting) as (port, _):
        assert greet(port) == {"status": "FAIL", "error": error}


def test_a_mail_server_that_hangs_up_is_said_plainly() -> None:
    with broken_server(hangs=False) as port:
        assert greet(port)["error"] == f"127.0.0.1:{port} closed the connection."


def test_a_mail_server_that_drips_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.5)

    with broken_server(b"2", hangs=True) as port:
        assert greet(port)["error"] == f"127.0.0.1:{port} did not respond within 0.5 seconds."


@pytest.mark.parametrize("port", ["", "smtp", "-1", "99999"])
def test_a_port_that_is_none_fails(port: str) -> None:
    assert greet(port)["status"] == "FAIL"


def test_the_directory_takes_a_connection(installation: Any) -> None:
    with broken_server(hangs=True) as port:
        installation.set("LdapSettings", EnableSync=True, LdapServer="ldap://127.0.0.1/")
        installation.set("LdapSettings", LdapPort=port)

        probe = directory.directory_probe(installation.mattermost())
        assert outcome(probe) == {"status": "OK"}
    assert outcome(probe)["error"] == (
        f"Nothing is listening at 127.0.0.1:{port} (connection refused)."
    )


def test_the_search_server_responds_or_does_not(installation: Any) -> None:
    port = free_port()
    installation.set("ElasticsearchSettings", EnableIndexing=True)
    installation.set("ElasticsearchSettings", ConnectionUrl=f"http://u:pa55word@127.0.0.1:{port}")

    assert outcome(search_probe(installation.mattermost()))["error"] == (
        f"Nothing is listening at 127.0.0.1:{port} (connection refused)."
    )


def test_the_directory_of_the_file_store_says_how_full_it_is(installation: Any) -> None:
    (installation.directory / "data").mkdir()
    installation.set("FileSettings", DriverName="local", Directory="./data/")

    found = outcome(stores.store_probe(installation.mattermost()))

    assert found["status"] == "OK"
    assert 0 < found["available_mb"] <= found["total_mb"]


def test_a_missing_directory_fails(installation: Any) -> None:
    installation.set("FileSettings", DriverName="local", Directory="./none/")

    path = installation.directory.resolve() / "none"
    assert outcome(stores.store_probe(installation.mattermost())) == {
        "status": "FAIL",
        "error": f"{path} does not exist, or support-packet can't read it.",
    }


def test_a_file_in_place_of_the_directory_fails(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.touch()

    assert outcome(lambda: stores.local_store(file))["error"] == f"{file} is not a directory."


def test_the_nearest_mount_point_says_the_kind_of_file_system(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "22 21 0:5 / /mnt/my\\040data rw shared:2 - nfs4 host:/x rw\n"
    )

    assert stores.filesystem_type(Path("/mnt/my data/files"), mounts) == "nfs4"
    assert stores.filesystem_type(Path("/mnt/other"), mounts) == "ext4"
    assert stores.filesystem_type(Path("/"), tmp_path / "none") is None


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"DriverName": "amazons3", "AmazonS3Endpoint": "127.0.0.1:1"}, "127.0.0.1:1"),
        ({"DriverName": "azureblob", "AzureEndpoint": "127.0.0.1:1"}, "127.0.0.1:1"),
    ],
)
def test_a_remote_store_is_reached_or_not(
    installation: Any, settings: dict[str, object], place: str
) -> None:
    installation.set("FileSettings", **settings, AmazonS3SecretAccessKey="pa55word")

    found = outcome(stores.store_probe(installation.mattermost()))

    assert found["error"] == f"Nothing is listening at {place} (connection refused)."


def test_probes_run_at_the_same_time_and_end_together() -> None:
    ended = threading.Event()
    begin = time.monotonic()

    def slow() -> dict[str, Any]:
        ended.wait(5)
        return {}

    def broken() -> dict[str, Any]:
        raise KeyError

    found = run_probes({"a": slow, "b": slow, "c": lambda: {"x": 1}, "d": None, "e": broken}, 0.3)
    ended.set()

    assert time.monotonic() - begin < 2
    late = {"status": "FAIL", "error": "It did not respond within 0.3 seconds."}
    assert found == {
        "a": late,
        "b": late,
        "c": {"status": "OK", "x": 1},
        "d": {"status": "disabled"},
        "e": {"status": "FAIL", "error": "What responds there is not the expected service."},
    }


def test_no_thread_and_no_descriptor_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "SECONDS", 0.3)
    descriptors = Path("/proc/self/fd")
    threads, files = threading.active_count(), len([*descriptors.iterdir()])

    with slow_server(b"", b"x", seconds=0.05) as port:
        run_probes({"mail": lambda: mail.greet("127.0.0.1", str(port), "", verify=True)}, 8)

    assert threading.active_count() == threads
    assert len([*descriptors.iterdir()]) == files
