"""What the documentation shows is true: files, settings, commands and links."""

import dataclasses
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from demo.packet import PATH
from demo.people import PEOPLE
from support_packet.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md"))]
}
SHOWN_FILES = [
    shown
    for text in PAGES.values()
    for shown in re.findall(r"^`([\w./-]+)`:\n\n```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
]
OPTION = re.compile(r"--[a-z][a-z-]+")


def all_found(pattern: str, texts: Iterable[str]) -> list[str]:
    """Return what `pattern` finds at the begin of lines or anywhere else in `texts`."""
    return [found for text in texts for found in re.findall(pattern, text, re.MULTILINE)]


@pytest.mark.parametrize(("path", "text"), SHOWN_FILES, ids=[path for path, _ in SHOWN_FILES])
def test_a_file_is_shown_as_it_is(path: str, text: str) -> None:
    assert text == (ROOT / path).read_text(encoding="utf-8")


def test_nothing_of_this_program_is_installed_by_name() -> None:
    """Nothing is released yet: whoever registers a name could run code next to the secrets."""
    folders = ("*.md", "docs/*.md", "packages/*/*.md", "deploy/**/*", "support_packet/cli/**/*.in")
    files = {path for folder in folders for path in ROOT.glob(folder) if path.is_file()}
    by_name = re.compile(r"pip[^`\n]* install [^`\n]*(?<![\w./-])(support-packet[\w.-]*|@\{\w+\})")

    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted(files)
        for match in by_name.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


def test_the_figures_that_miss_their_goal_are_named_above_the_table() -> None:
    above, _, table = PAGES["README.md"].partition("| figure | must |")
    named = " ".join(above.partition("Missed in this run: ")[2].split()).rstrip(".").split("; ")

    missed = re.findall(r"^\| ([^|]+?) \|.*\| missed \|$", table, re.MULTILINE)
    assert sorted(named) == sorted(missed)


def test_every_setting_is_documented_with_its_default() -> None:
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \| (.*?) \| \S", PAGES["docs/admins.md"], re.MULTILINE)

    assert rows == [
        (PREFIX + field.name.upper(), written(field.default))
        for field in dataclasses.fields(Settings)
        if field.metadata
    ]


def written(default: object) -> str:
    """Return how a setting's default is documented: as an operator would set it."""
    match default:
        case None | frozenset():
            return "none"
        case bool():
            return f"`{str(default).lower()}`"
        case float():
            return f"`{default:g}`"
        case _:
            return f"`{default}`"


def test_every_setting_that_is_named_exists() -> None:
    known = {PREFIX + field.name.upper() for field in dataclasses.fields(Settings)}
    # An attribute of modules.
    known.add("SUPPORT_PACKET_CONTRACT")
    named = set(all_found(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", PAGES.values()))

    assert {name for name in named if "__" not in name} <= known


def test_every_error_id_that_is_named_is_one() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOT.glob("support_packet/**/*.py")]
    named = all_found(r"`((?:api|support_packet)\.[a-z_.]+)` \|", [PAGES["docs/admins.md"]])

    assert named
    assert set(named) <= set(all_found(r'"([a-z_.]+)"', sources))


def test_every_make_target_that_is_named_exists() -> None:
    targets = all_found(r"^([a-z-]+):", [(ROOT / "Makefile").read_text(encoding="utf-8")])
    named = all_found(r"(?:`|^)make ([a-z-]+)", PAGES.values())

    assert {"demo", "test", "lint"} <= set(named) <= set(targets)


@pytest.mark.parametrize("command", ["serve", "check", "plugins", "collect", "new"])
def test_every_option_that_is_shown_exists(command: str) -> None:
    unit = (ROOT / "deploy/support-packet.service").read_text(encoding="utf-8")
    shown = all_found(rf"support-packet {command}\b(.*)", [*PAGES.values(), unit])
    program = Path(sys.executable).with_name("support-packet")
    usage = subprocess.run([program, command, "--help"], capture_output=True, text=True, check=True)

    assert set(OPTION.findall(" ".join(shown))) <= set(OPTION.findall(usage.stdout))


def test_commands_of_the_installed_program_know_the_settings_of_the_service() -> None:
    packages = [path.read_text(encoding="utf-8") for path in ROOT.glob("packages/*/README.md")]
    texts = [text.replace("\\\n", "") for text in (*PAGES.values(), *packages)]
    program = "/opt/support-packet/bin/support-packet"

    # In the container of docs/kubernetes.md, variables have the settings.
    shown = all_found(rf"^(?:sudo .*)?{program} (?:check|collect|plugins|serve)\b.*", texts)
    assert len(shown) > 5
    assert [line for line in shown if "--env-file /etc/support-packet.env" not in line] == []
    assert all_found(r"/opt/support-packet/bin/pip install \./.*", texts) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_into_the_repository_leads_somewhere(page: str) -> None:
    for target in all_found(r"\]\(([^)#:]+)(?:#[\w-]+)?\)", [PAGES[page]]):
        assert (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_heading_leads_to_one(page: str) -> None:
    for target, anchor in re.findall(r"\]\(([^)#:]*)#([\w-]+)\)", PAGES[page]):
        linked = (ROOT / page).parent.joinpath(target) if target else ROOT / page

        assert anchor in anchors(linked.read_text(encoding="utf-8")), f"{target}#{anchor}"


def anchors(text: str) -> list[str]:
    """Return what GitHub calls the headings of a page in links."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


@pytest.mark.parametrize("page", PAGES)
def test_every_path_of_the_repository_that_is_named_exists(page: str) -> None:
    folders = [path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "dist"]

    for path in re.findall(rf"`((?:{'|'.join(map(re.escape, folders))})/[\w./-]+)`", PAGES[page]):
        assert (ROOT / path).exists(), path


def test_the_readme_shows_the_request_that_the_demonstration_answers() -> None:
    assert f"'Authorization: Bearer {PEOPLE[0].token}'" in PAGES["README.md"]
    assert f"http://127.0.0.1:8066{PATH}\n" in PAGES["README.md"]


def test_the_sample_of_set_up_counts_the_packages_of_the_demo() -> None:
    lock = (ROOT / "requirements/demo.txt").read_text(encoding="utf-8")
    locked = len(re.findall(r"^[a-z].*==", lock, re.MULTILINE))

    assert set(re.findall(r"^set-up: package \d+ of (\d+)$", PAGES["README.md"], re.MULTILINE)) == {
        str(locked)
    }
