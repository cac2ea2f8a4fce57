"""Environment files in both syntaxes, and invalid files."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.distributions.waiting import eventually
from support.faults.privileges import without_privileges

from support_packet.errors import SettingsError
from support_packet.mattermost.configuration.env_file import Syntax, read_env_file

SYNTAXES: tuple[Syntax, ...] = ("systemd", "docker")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where to write the environment file."""
    return tmp_path / "mattermost.env"


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_later_assignments_win(path: Path, syntax: Syntax) -> None:
    path.write_text("MM_A=1\n# comment\n\nMM_B=x=y\nMM_A=2\n")

    assert read_env_file(path, syntax) == {"MM_A": "2", "MM_B": "x=y"}


def test_systemd_takes_quotes_away(path: Path) -> None:
    path.write_text("MM_A='a b'\\\n  c\n; comment\n")

    assert read_env_file(path, "systemd") == {"MM_A": "a b  c"}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("MM_A='a b'", "'a b'"),
        ('MM_A="a"', '"a"'),
        ("MM_A= a ", " a "),
        ("MM_A=a\\", "a\\"),
        ("MM_A=a # b", "a # b"),
        ("MM_A=", ""),
        ("MM_A=$HOME", "$HOME"),
        ("  MM_A=1", "1"),
        ("MM_A=1\r", "1"),
        ("MM_A=a\u2028b\x0cc", "a\u2028b\x0cc"),
        ("\ufeffMM_A=1", "1"),
    ],
)
def test_docker_takes_values_verbatim(path: Path, line: str, value: str) -> None:
    path.write_text(line, encoding="utf-8", newline="")

    assert read_env_file(path, "docker") == {"MM_A": value}


def test_docker_takes_a_name_alone_from_its_own_environment(path: Path) -> None:
    path.write_text("MM_A\nMM_B\n;MM_C=1\nMM-D.E=2\n")

    found = read_env_file(path, "docker", {"MM_A": "own", "MM_C": "own"})

    assert found == {"MM_A": "own", ";MM_C": "1", "MM-D.E": "2"}


@pytest.mark.parametrize("line", ["=hunter2", "export MM_A=hunter2", "MM_A =hunter2", "MM_A \t"])
def test_docker_refuses_a_bad_name(path: Path, line: str) -> None:
    path.write_text(f"MM_A=1\n{line}\n")

    with pytest.raises(SettingsError, match=r"mattermost\.env: line 2: ") as caught:
        read_env_file(path, "docker")

    assert "hunter2" not in str(caught.value)


def test_what_systemd_ignores_names_the_file(path: Path) -> None:
    path.write_text("MM_A=1\nexport MM_B=hunter2\n")
    told: list[str] = []

    assert read_env_file(path, "systemd", report=told.append) == {"MM_A": "1"}
    assert told == [f"{path}: line 2: no valid name before '=', systemd ignores it."]


def make_latin_1(path: Path) -> None:
    path.write_bytes(b"MM_A=1\nMM_B=hunter2\xe9\n")


def make_null(path: Path) -> None:
    path.write_bytes(b"MM_A=1\nMM_B=hunter2\0\n")


def make_huge(path: Path) -> None:
    path.write_bytes(b"#" * (2**20 + 1))


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_utf_16(path: Path) -> None:
    path.write_text("MM_X=1\n", encoding="utf-16")


def make_utf_32(path: Path) -> None:
    path.write_text("MM_X=1\n", encoding="utf-32")


def make_nothing(_path: Path) -> None:
    pass


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (make_latin_1, "line 2: not valid UTF-8"),
        (make_null, "line 2: a null character"),
        (make_utf_16, "it is UTF-16, as some editors call Unicode. Save it as UTF-8"),
        (make_utf_32, "it is UTF-32, as some editors call Unicode. Save it as UTF-8"),
        (make_huge, "it is larger than"),
        (make_pipe, "it is a named pipe"),
        (make_nothing, "No such file"),
    ],
)
def test_an_invalid_file_is_rejected(
    path: Path, make: Callable[[Path], None], complaint: str, syntax: Syntax
) -> None:
    make(path)

    with pytest.raises(SettingsError, match=complaint) as caught:
        read_env_file(path, syntax)

    assert str(caught.value).startswith(str(path))
    assert "hunter2" not in str(caught.value)


VALUES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r"))


@given(st.dictionaries(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]*", fullmatch=True), VALUES))
def test_docker_does_not_change_values(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("docker") / "env"
    text = "".join(f"{name}={value}\n" for name, value in values.items())
    path.write_text(text, encoding="utf-8", newline="")

    assert read_env_file(path, "docker") == values


@pytest.mark.parametrize("syntax", ["systemd", "docker", "compose"])
def test_the_variables_of_a_process_are_read(syntax: Syntax) -> None:
    variables = {"MM_A": "two\nlines = x", "MM_B": "", "MM_C": "\udcff ${MM_A}"}
    with subprocess.Popen(["sleep", "600"], env={**os.environ, **variables}) as process:
        place = Path(f"/proc/{process.pid}/environ")
        # Until it runs the command, it has the variables of this one.
        assert eventually(lambda: b"MM_A=" in place.read_bytes())
        read = read_env_file(place, syntax)
        process.kill()

    assert {name: read[name] for name in variables} == variables


def test_those_of_a_process_that_has_ended_are_an_error() -> None:
    with subprocess.Popen(["true"]) as process:
        process.wait()

    with pytest.raises(SettingsError, match=r"No such file or directory\. Name a readable file"):
        read_env_file(Path(f"/proc/{process.pid}/environ"), "systemd")


@pytest.mark.parametrize("mode", [0o600, 0])
def test_a_file_in_a_folder_that_may_not_be_entered_is_an_error(path: Path, mode: int) -> None:
    path.write_text("MM_A=1\n")
    path.parent.chmod(mode)

    with (
        without_privileges(),
        pytest.raises(SettingsError) as caught,
    ):
        read_env_file(path, "systemd")
    path.parent.chmod(0o700)
    assert str(caught.value) == f"{path}: Permission denied. Name a readable file."


def test_a_directory_that_may_be_listed_only_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "MM_A").write_text("1\n")
    tmp_path.chmod(0o400)

    with without_privileges(), pytest.raises(SettingsError, match="MM_A: Permission denied"):
        read_env_file(tmp_path, "systemd")
    tmp_path.chmod(0o700)
