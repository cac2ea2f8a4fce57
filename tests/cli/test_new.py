"""`support-packet new`: what it writes and refuses; tests/test_packaging.py shows it is green."""

import tomllib
from pathlib import Path

import pytest
from support.faults.disks import full_disk
from support.faults.privileges import without_privileges
from support.serving.program import COLD, run

from support_packet.cli.main import main


def test_it_writes_a_package_and_says_what_is_next(tmp_path: Path) -> None:
    done = run(tmp_path, "new", "support-packet-hello", through=COLD)

    package = tmp_path / "support-packet-hello"
    written = {str(path.relative_to(package)) for path in package.rglob("*") if path.is_file()}
    assert (done.returncode, done.stderr) == (0, "")
    assert "cd support-packet-hello\n" in done.stdout
    assert written == {
        ".github/workflows/ci.yml",
        ".gitignore",
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "pyproject.toml",
        "support_packet_hello/__init__.py",
        "support_packet_hello/locales/de.po",
        "support_packet_hello/py.typed",
        "tests/test_support_packet_hello.py",
    }
    assert not any("@{" in path.read_text() for path in package.rglob("*") if path.is_file())


def test_its_ci_takes_support_packet_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By name it would get what anybody has registered."""
    monkeypatch.chdir(tmp_path)
    main(["new", "support-packet-hello"])

    workflow = (tmp_path / "support-packet-hello/.github/workflows/ci.yml").read_text()
    installs = [line for line in workflow.splitlines() if "pip install" in line]
    assert installs[0].endswith("pip install wheels/support_packet-*.whl")


@pytest.mark.parametrize(
    ("name", "module", "entry_point"),
    [
        ("support-packet-hello", "support_packet_hello", "hello"),
        ("Ten.Reports", "ten_reports", "ten_reports"),
        ("support-packet-2fa", "support_packet_2fa", "2fa"),
    ],
)
def test_names_follow_from_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, entry_point: str
) -> None:
    monkeypatch.chdir(tmp_path)
    main(["new", name])

    project = tomllib.loads((tmp_path / name / "pyproject.toml").read_text())["project"]
    assert project["name"] == name
    assert project["entry-points"]["support_packet"] == {entry_point: module}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "is not the name of a package"),
        ("-hello", "is not the name of a package"),
        ("hello-", "is not the name of a package"),
        ("a b", "is not the name of a package"),
        ("hällo", "is not the name of a package"),
        ("../hello", "is not the name of a package"),
        ("/hello", "is not the name of a package"),
        ("hello\nworld", "is not the name of a package"),
        (".", "is not the name of a package"),
        ("x" * 61, "is longer than 60 characters"),
        ("support-packet", "is reserved"),
        ("Support_Packet", "is reserved"),
        ("support-packet-diagnostics", "is reserved"),
        ("support-packet-more-logs", "is reserved"),
        ("metadata.yaml", "is reserved"),
        ("collectors", "makes the module collectors, which there is already"),
        ("hookspecs", "makes the module hookspecs, which there is already"),
        ("json", "makes the module json, which there is already. Choose another, for example supp"),
        ("pluggy", "makes the module pluggy, which there is already"),
        ("class", "makes the module class, which cannot be imported"),
        ("2fa", "makes the module 2fa, which cannot be imported"),
        ("support-packet-plugins-json", "makes the entry point plugins_json, which support-packet"),
        ("com1", "a device on Windows"),
    ],
)
def test_a_name_that_would_not_work_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    why: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    status = main(["new", "--", name])

    output = capsys.readouterr()
    assert (status, output.out) == (2, "")
    assert why in output.err
    assert output.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["file", "directory", "link"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "hello-report"
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    elif kind == "directory":
        path.mkdir()
    else:
        path.symlink_to("nowhere")

    done = run(tmp_path, "new", "hello-report")

    assert done.returncode == 2
    assert done.stderr == f"support-packet: new: {path} exists already. Choose another name.\n"
    assert list(tmp_path.iterdir()) == [path]
    assert not path.is_dir() or not list(path.iterdir())


def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    with full_disk():
        status = main(["new", "hello-report"])

    assert status == 2
    assert "hello-report cannot be written: File too large." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_directory_that_is_not_the_users_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o500)

    with without_privileges():
        status = main(["new", "hello-report"])

    tmp_path.chmod(0o700)
    assert status == 2
    assert capsys.readouterr().err == (
        f"support-packet: new: {tmp_path}/hello-report: Permission denied.\n"
    )
