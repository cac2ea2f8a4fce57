"""`support-packet serve`: starting, refusing to start, stopping."""

import fcntl
import json
import os
import re
import signal
from pathlib import Path

import pytest
from support.distributions.sources import RANDOM_WITHOUT_END
from support.distributions.waiting import eventually
from support.serving.program import COLD, STOP_SECONDS, serving, serving_with

from demo.installation import Installation

COMPILED_BYTES = 50_000


def change(example: Installation, **sql_settings: str) -> None:
    config = json.loads(example.config.read_text(encoding="utf-8"))
    config["SqlSettings"] |= sql_settings
    example.config.write_text(json.dumps(config), encoding="utf-8")


def test_it_prints_one_line_with_the_address_when_it_is_ready(
    example: Installation, tmp_path: Path
) -> None:
    with serving(example.directory, tmp_path, through=COLD) as program:
        assert program.request("GET", "/healthz").status == 200
        program.stop()

        assert program.output.read() == ""
        assert re.fullmatch(
            rf"support-packet: {example.directory} is served at "
            r"http://127\.0\.0\.1:(\d+)/api4/system/generate_support_packet, "
            r"with a page at http://127\.0\.0\.1:\1/support_packet\n",
            program.line,
        )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_stops_it_cleanly(
    example: Installation, tmp_path: Path, number: signal.Signals
) -> None:
    with serving(example.directory, tmp_path) as program:
        program.process.send_signal(number)

        assert program.process.wait(STOP_SECONDS) == 0
    assert not list(tmp_path.glob("support-packet-*"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_though_a_client_downloads_and_another_has_stopped_reading(
    example: Installation, tmp_path: Path, number: signal.Signals
) -> None:
    with (
        serving_with(RANDOM_WITHOUT_END, example.directory, tmp_path) as program,
        program.begin(example.tokens["admin"]),
        program.begin(example.tokens["manager"]),
    ):
        program.process.send_signal(number)

        assert program.process.wait(STOP_SECONDS) == 0
        results = [line["result"] for line in program.audit()]
        assert len(results) == 2
        # The end of a packet that was ended early may fit into what the system buffers.
        assert set(results) <= {"abandoned", "cut"}
    assert not list(tmp_path.glob("support-packet-*"))


def test_it_runs_in_its_own_private_directory(example: Installation, tmp_path: Path) -> None:
    with serving(example.directory, tmp_path) as program:
        [private] = tmp_path.glob("support-packet-*")

        assert Path(f"/proc/{program.process.pid}/cwd").resolve() == private
        assert private.stat().st_mode & 0o777 == 0o700
        assert program.packet(example.tokens["admin"]).status == 200


def test_a_python_file_where_it_is_started_is_not_imported(
    example: Installation, tmp_path: Path
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    (tmp_path / "gunicorn.conf.py").write_text("raise SystemExit('read')", encoding="utf-8")

    bind = {"GUNICORN_CMD_ARGS": "--bind 127.0.0.1:1"}
    with serving(example.directory, tmp_path, through=COLD, **bind) as program:
        assert program.request("GET", "/healthz").status == 200


def test_paths_are_relative_to_where_it_is_started(example: Installation, tmp_path: Path) -> None:
    (tmp_path / "mattermost.env").write_text("MM_LOGSETTINGS_ENABLEFILE=true\n", encoding="utf-8")
    relative = example.directory.relative_to(tmp_path)

    with serving(relative, tmp_path, "--env-file", "mattermost.env") as program:
        assert program.packet(example.tokens["admin"]).status == 200


def test_it_serves_ipv6(example: Installation, tmp_path: Path) -> None:
    with serving(example.directory, tmp_path, "--bind", "[::1]:0") as program:
        assert program.host == "::1"
        assert program.request("GET", "/healthz").status == 200


def test_the_environment_file_wins_over_the_environment(
    example: Installation, tmp_path: Path
) -> None:
    env_file = tmp_path / "mattermost.env"
    env_file.write_text(
        f'MM_SQLSETTINGS_DATASOURCE="{example.database}"\nSUPPORT_PACKET_MAX_PACKETS=1\n',
        encoding="utf-8",
    )
    variables = {
        "MM_SQLSETTINGS_DATASOURCE": "/nowhere/mattermost.db",
        "SUPPORT_PACKET_MAX_PACKETS": "not a number",
    }

    with serving(example.directory, tmp_path, "--env-file", str(env_file), **variables) as program:
        assert program.packet(example.tokens["admin"]).status == 200


def test_dockers_syntax_of_an_environment_file(example: Installation, tmp_path: Path) -> None:
    env_file = tmp_path / "mattermost.env"
    env_file.write_text(f"MM_SQLSETTINGS_DATASOURCE={example.database}\n", encoding="utf-8")
    change(example, DataSource="")

    options = ("--env-file", str(env_file), "--env-file-syntax", "docker")
    with serving(example.directory, tmp_path, *options) as program:
        assert program.packet(example.tokens["admin"]).status == 200


def test_no_secret_is_in_what_everyone_sees_of_a_process(
    example: Installation, tmp_path: Path
) -> None:
    secrets = {"MM_EMAILSETTINGS_SMTPPASSWORD": "mostest-Zq81"}
    with serving(example.directory, tmp_path, through=COLD, **secrets) as program:
        program.request("GET", "/healthz")
        pid = program.process.pid
        pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
        lines = [Path(f"/proc/{each}/cmdline").read_bytes() for each in pids]

        assert len(lines) == 2
        assert not any(b"mostest" in line for line in lines)


def test_a_database_that_is_down_does_not_keep_it_from_starting(
    example: Installation, tmp_path: Path
) -> None:
    change(example, DriverName="postgres", DataSource="postgres://mmuser@127.0.0.1:1/mattermost")

    with serving(example.directory, tmp_path) as program:
        assert program.packet(example.tokens["admin"]).status == 503


def test_a_configuration_in_a_database_that_is_down_does_not_either(
    example: Installation, tmp_path: Path
) -> None:
    store = "postgres://mmuser:mostest-Zq81@127.0.0.1:1/mattermost"

    with serving(example.directory, tmp_path, MM_CONFIG=store) as program:
        assert program.packet(example.tokens["admin"]).status == 503
        assert "mostest" not in program.log.read_text(encoding="utf-8")


def test_a_killed_server_leaves_nothing_behind_once_it_runs_again(
    example: Installation, tmp_path: Path
) -> None:
    with serving(example.directory, tmp_path) as program:
        workers = program.workers()
        program.process.kill()
        program.process.wait()
        # They notice within a second, and hold the directory until then.
        assert eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    [left] = tmp_path.glob("support-packet-run-*")

    with serving(example.directory, tmp_path) as program:
        assert not left.exists()
        assert program.request("GET", "/healthz").status == 200


def test_it_goes_on_without_its_directory(example: Installation, tmp_path: Path) -> None:
    with serving(example.directory, tmp_path) as program:
        [private] = tmp_path.glob("support-packet-run-*")
        private.rmdir()

        assert program.packet(example.tokens["admin"]).status == 200
        assert eventually(private.exists)
        program.process.send_signal(signal.SIGHUP)
        assert program.packet(example.tokens["admin"]).status == 200
        assert program.stop() == 0


def test_the_rules_are_compiled_for_all_workers(example: Installation, tmp_path: Path) -> None:
    with serving(example.directory, tmp_path) as program:
        files = Path(f"/proc/{program.process.pid}/fd")
        [shared] = [path for path in files.iterdir() if "packet-rules" in str(path.readlink())]

        assert eventually(lambda: shared.stat().st_size > COMPILED_BYTES)
        [worker] = program.workers()
        os.kill(worker, signal.SIGKILL)
        assert program.packet(example.tokens["admin"]).status == 200


def test_compiled_rules_are_kept_for_the_next_start(example: Installation, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    with serving(example.directory, tmp_path, CACHE_DIRECTORY=str(cache)) as program:
        [kept] = cache.iterdir()
        assert eventually(lambda: kept.stat().st_size > COMPILED_BYTES)
        # It compiles more rules, for secrets of several lines.
        assert program.packet(example.tokens["admin"]).status == 200
    written = kept.stat().st_mtime_ns

    with serving(example.directory, tmp_path, CACHE_DIRECTORY=str(cache)) as program:
        assert program.packet(example.tokens["admin"]).status == 200

    assert kept.stat().st_mtime_ns == written


def test_a_cache_directory_that_cannot_be_used_is_named(
    example: Installation, tmp_path: Path
) -> None:
    with serving(example.directory, tmp_path, CACHE_DIRECTORY=str(tmp_path / "none")) as program:
        assert program.packet(example.tokens["admin"]).status == 200

    log = program.log.read_text(encoding="utf-8")
    assert f"CACHE_DIRECTORY: {tmp_path}/none cannot be used (No such file or directory)" in log


def test_nobody_reads_its_log(example: Installation, tmp_path: Path) -> None:
    """Each answer is more than a line there: a pipe is full after a few hundred."""
    log = tmp_path / "program.log"
    os.mkfifo(log)
    reader = os.open(log, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(reader, fcntl.F_SETPIPE_SZ, 4096)
    with serving(example.directory, tmp_path) as program:
        statuses = {program.packet("nobody's").status for _ in range(60)}

        assert statuses == {401}
        assert program.stop() == 0
    os.close(reader)
