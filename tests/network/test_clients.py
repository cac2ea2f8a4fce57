"""Clients of servers: TLS that accepts what Go accepts, and an end to every wait."""

import socket
import ssl
import threading
from pathlib import Path

import pytest
from support.servers.certificates import CertificateAuthority

from support_packet.network.clients import ShutdownTimer, client_tls_context, shut_down_after


def test_certificates_are_verified_as_go_does() -> None:
    context = client_tls_context()

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert not context.verify_flags & ssl.VERIFY_X509_STRICT


def test_verification_can_be_switched_off() -> None:
    context = client_tls_context(verify=False)

    assert context.verify_mode is ssl.CERT_NONE
    assert not context.check_hostname


def test_a_key_with_a_password_does_not_ask_for_it(
    authority: CertificateAuthority, tmp_path: Path
) -> None:
    authority.issue(tmp_path, "client", key_password="secret")

    with pytest.raises(OSError, match=r"PEM|password|decrypt"):
        client_tls_context(certificate=tmp_path / "client.crt", key=tmp_path / "client.key")


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    missing = tmp_path / "missing.pem"

    with pytest.raises(FileNotFoundError):
        client_tls_context(ca_file=missing)
    with pytest.raises(FileNotFoundError):
        client_tls_context(certificate=missing)


def test_a_wait_ends_when_the_time_is_up() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, shut_down_after(0.05, lambda: ours) as timer:
        assert ours.recv(1) == b""

    assert timer.expired


def test_what_ends_in_time_is_left_alone() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        with shut_down_after(60, lambda: ours) as timer:
            theirs.sendall(b"x")
        assert ours.recv(1) == b"x"

    assert not timer.expired


def test_the_time_is_up_when_there_is_no_more_of_it() -> None:
    left = [0.01, 0.01, 0.0]
    ours, theirs = socket.socketpair()
    with ours, theirs:
        timer = ShutdownTimer(0.01, lambda: ours, lambda: left.pop(0))
        timer.start()
        assert ours.recv(1) == b""
        timer.stop()

    assert timer.expired
    assert left == []


def timers() -> set[threading.Thread]:
    """Return the timers that run; those of an earlier test may still be ending."""
    return {each for each in threading.enumerate() if isinstance(each, threading.Timer)}


def test_a_timer_that_is_stopped_while_it_asks_does_not_continue() -> None:
    asked, stopped = threading.Event(), threading.Event()

    def more() -> float:
        asked.set()
        stopped.wait(20)
        return 0.01

    earlier = timers()
    timer = ShutdownTimer(0, lambda: None, more)
    timer.start()
    [thread] = timers() - earlier
    assert asked.wait(20)
    timer.stop()
    stopped.set()
    thread.join(20)

    assert timers() <= earlier
    assert not timer.expired


@pytest.mark.parametrize("closed", [True, False])
def test_a_socket_that_is_gone_is_not_an_error(closed: bool) -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        ours.close()
        timer = ShutdownTimer(0, lambda: ours if closed else None)
        earlier = timers()
        timer.start()
        for thread in timers() - earlier:
            thread.join(20)

        # An error in the thread would fail the test.
        assert timer.expired
