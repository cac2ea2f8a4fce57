"""The `.env` of Docker Compose, with variables in its values."""

from pathlib import Path

import pytest

from support_packet.errors import SettingsError
from support_packet.mattermost.configuration.env_file import read_env_file

OFFICIAL = """\
# Domain of service
DOMAIN=mm.example.com

POSTGRES_USER=mmuser
POSTGRES_PASSWORD=mmuser_password
POSTGRES_DB=mattermost
MATTERMOST_IMAGE_TAG=11.10  # comment
MM_SQLSETTINGS_DRIVERNAME=postgres
MM_SQLSETTINGS_DATASOURCE=postgres://${POSTGRES_USER}:${POSTGRES_PASSWORD}@postgres:5432/\
${POSTGRES_DB}?sslmode=disable&connect_timeout=10
MM_SERVICESETTINGS_SITEURL=https://${DOMAIN}
"""


def read(path: Path, text: str, own: dict[str, str] | None = None) -> tuple[dict[str, str], str]:
    """Return the variables, and what was reported, in one line."""
    path.write_text(text, encoding="utf-8", newline="")
    told: list[str] = []
    found = read_env_file(path, "compose", own or {}, told.append)
    return {name: value or "" for name, value in found.items()}, " ".join(told)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where to write the file."""
    return tmp_path / ".env"


def test_the_official_file_is_expanded(path: Path) -> None:
    found, told = read(path, OFFICIAL)

    assert found["MM_SQLSETTINGS_DATASOURCE"] == (
        "postgres://mmuser:mmuser_password@postgres:5432/mattermost"
        "?sslmode=disable&connect_timeout=10"
    )
    assert found["MM_SERVICESETTINGS_SITEURL"] == "https://mm.example.com"
    assert found["MATTERMOST_IMAGE_TAG"] == "11.10"
    assert told == ""


VALUES = {
    "a b": "a b",
    "a b  # c": "a b",
    "a#b": "a#b",
    "#b": "#b",
    " # b": "",
    "": "",
    "  a  ": "a",
    "a\r": "a",
    "'a # $B'": "a # $B",
    "'it\\'s'": "it's",
    '"a # b" # c': "a # b",
    '"a\\nb\\"c\\\\"': 'a\nb"c\\',
    '"a\nb"': "a\nb",
    '"$B-${B}"': "beta-beta",
    "$B-${B}": "beta-beta",
    "pa$$word": "pa$word",
    "a$": "a$",
    "${B:-x}${E:-x}${E-x}${N-y}${N:-$B}": "betaxybeta",
    "${B:+x}${E:+x}${E+z}${N+x}": "xz",
    "${B:?must be set}": "beta",
    "${N:-{}": "${N:-{}",
    "a\\b": "a\\b",
}


def test_values_are_read_as_compose_reads_them(path: Path) -> None:
    read_values = {
        text: read(path, f"B=beta\nE=\nMM_A={text}\nMM_Z=1\n")[0].get("MM_A") for text in VALUES
    }

    assert read_values == VALUES


def test_lines_of_other_forms(path: Path) -> None:
    text = "\ufeffMM_A=1\n\n  export MM_B = 2\nMM_C: 3\nMM_D\nMM_E\n# MM_F=1\nMM_A=4"
    found, _ = read(path, text, {"MM_D": "own", "MM_F": "own"})

    assert found == {"MM_A": "4", "MM_B": "2", "MM_C": "3", "MM_D": "own"}


def test_the_environment_of_compose_comes_first(path: Path) -> None:
    found, _ = read(path, "A=1\nMM_A=${A}${B}\n", {"A": "own", "B": "too"})

    assert found["MM_A"] == "owntoo"


def test_what_is_unset_is_reported(path: Path) -> None:
    found, told = read(path, "MM_A=x\nMM_B=a${MISSING}b$MISSING\n")

    assert found["MM_B"] == "ab"
    assert told.startswith(f"{path}: line 2: MISSING is set nowhere, Compose takes nothing for it.")


@pytest.mark.parametrize(
    "line", ["MM A=hunter2", "=hunter2", "MM_A='hunter2", 'MM_A="hunter2', "A=${B:?}", "A=${B?x}"]
)
def test_what_compose_refuses_is_named_by_line(path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match=r"\.env: line 2: ") as caught:
        read(path, f"MM_A=1\n{line}\n")

    assert "hunter2" not in str(caught.value)


def test_deep_nesting_ends(path: Path) -> None:
    found, _ = read(path, "A=${B:-${C:-deep}}\n")

    assert found == {"A": "deep"}
