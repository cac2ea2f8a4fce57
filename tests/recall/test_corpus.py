"""The corpora are what their templates make, big enough, marked, and of invented values."""

import re
from pathlib import Path

from support.tables import for_each

from recall.forms import FORMS
from recall.generate import corpora
from recall.measure import runs
from recall.plugin_lines import plugin_files, plugins
from recall.samples import (
    FOLDER,
    HARMLESS,
    PLUGINS,
    REALISTIC,
    VENDORS,
    files,
    sample,
    split,
)

FAMILIES = [*files(REALISTIC), *files(VENDORS)]
HARMLESS_FILES = files(HARMLESS)
TEMPLATES = sorted(path for path in (FOLDER / "templates").rglob("*.*"))

PUBLIC_STARTS = re.compile(
    "iVBORw0KGgoAAAANSUhEUgAA|R0lGODlhAQABAIAAAP|AAAA[BC]3NzaC1[A-Za-z0-9]*|TlRMTVNTUAADAAAA"
    "|(?:eHh4){18}|PHNhbWxwOlJlc3BvbnNl|PD94bWwgdmVyc2lvbj"
    "|IQoJb3JpZ2luX2Vj|eyJhY3Rpb24iOiJsb2dpbiJ9|AccessKeyId|u[0-9a-f]{4}"
)
"""By which every image, key and token of a kind begins; names right after an escape."""


def relative(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def test_the_files_are_what_the_templates_make() -> None:
    made = [*corpora(), *plugin_files()]

    for path, text in made:
        assert path.read_text(encoding="utf-8") == text, f"{path}: python -m recall.generate"
    kept = {*FAMILIES, *HARMLESS_FILES, *PLUGINS.iterdir()}
    assert kept == {path for path, _ in made}


def test_they_are_big_enough() -> None:
    assert len(FAMILIES) >= 30
    assert sum(len(split(path)) for path in FAMILIES) >= 1500
    assert sum(path.read_text(encoding="utf-8").count("\n") for path in HARMLESS_FILES) >= 5000
    assert len(plugins()) >= 30


@for_each("path", FAMILIES, ids=relative)
def test_a_family_has_samples_with_secrets_that_can_be_recognized(path: Path) -> None:
    samples = [sample(text) for text in split(path)]

    assert len(samples) >= 20
    for each in samples:
        assert each.secrets, each.text
        assert not re.search("[«»⟦⟧]", each.text), each.text
        assert all(map(runs, each.secrets)), each.text
        assert path.suffix == ".blocks" or "\n" not in each.text


@for_each("path", [*FAMILIES, *HARMLESS_FILES], ids=relative)
def test_no_sample_is_there_twice(path: Path) -> None:
    samples = split(path)

    assert len(samples) >= 20
    assert len(set(samples)) == len(samples)


@for_each("path", HARMLESS_FILES, ids=relative)
def test_nothing_harmless_is_marked(path: Path) -> None:
    assert not re.search("[«»⟦⟧]", path.read_text(encoding="utf-8"))


def test_no_block_of_a_family_is_in_another() -> None:
    samples = [text for path in [*FAMILIES, *HARMLESS_FILES] for text in split(path)]

    assert len(set(samples)) == len(samples)


@for_each("path", TEMPLATES, ids=relative)
def test_no_value_is_typed_by_hand(path: Path) -> None:
    """What is long, mixed and not drawn at random might belong to someone."""
    text = re.sub("⟦[^⟧]*⟧", " ", path.read_text(encoding="utf-8"))

    for word in re.findall(r"[A-Za-z0-9+]{16,}", PUBLIC_STARTS.sub(" ", text)):
        digits = len(re.findall("[0-9]", word))
        looks_drawn = digits >= 3 and re.search("[a-z]", word) and re.search("[A-Z]", word)
        assert not looks_drawn, word


@for_each("path", [*FAMILIES, *HARMLESS_FILES], ids=relative)
def test_mail_addresses_belong_to_no_one(path: Path) -> None:
    text = re.sub("[«»]", "", path.read_text(encoding="utf-8"))

    for host in re.findall(r"[a-z.]+@([a-z0-9.-]+\.(?:com|org|net|edu|io))\b", text):
        assert re.search(r"(?:^|\.)(?:example\.(?:com|org|net|edu)|gserviceaccount\.com)$", host)


def test_a_plugin_has_settings_of_both_kinds_and_every_form_is_written() -> None:
    known = split(PLUGINS / "known-secret.blocks")

    assert sum(bool(plugin.secret) for plugin in plugins()) >= 20
    assert sum(bool(plugin.harmless) for plugin in plugins()) >= 20
    assert len(known) >= 10 * len(FORMS)
    for line in known:
        assert sample(line).secrets, line


def test_what_is_secret_of_a_plugin_is_in_its_settings() -> None:
    for plugin in plugins():
        assert {*plugin.secret, *plugin.harmless} <= set(plugin.settings)
        for key, values in plugin.secret.items():
            setting = plugin.settings[key]
            assert all(value in str(setting) for value in values), key
