"""The page and `check` call nothing that the author of a file did not allow."""

from importlib import import_module

import pytest
from support.distributions.disk import InstalledPackages
from support.distributions.loading import PATIENT, load, preview, preview_of

from support_packet.host.preview.file_preview import FilePreview
from support_packet.host.problems import Kind
from support_packet.mattermost.installation import Mattermost

SOURCE = """
    called = []

    def collect():
        called.append("collect")
        return "content"

    def probe():
        called.append("probe")
        {probe}

    @hookimpl
    def packet_files():
        return {kind}("x/a.txt", collect, {fields})
"""


def looked_at(
    packages: InstalledPackages,
    mattermost: Mattermost,
    fields: str,
    probe: str = "return None",
    kind: str = "PacketFile",
) -> tuple[FilePreview, list[str]]:
    """Return what is known of the file, also when it is to be shown, and what was called."""
    packages.install("author", SOURCE.format(fields=fields, probe=probe, kind=kind))
    [file] = preview_of(mattermost, load(packages), PATIENT, show="x/a.txt").files
    return file, import_module("author").called


@pytest.mark.parametrize(
    "fields", ["preview=False", "default=False", "preview=True, default=False"]
)
def test_collect_is_not_called(
    packages: InstalledPackages, mattermost: Mattermost, fields: str
) -> None:
    file, called = looked_at(packages, mattermost, fields)

    assert called == []
    assert (file.missing, file.previewable, file.text_preview) == (False, False, None)


def test_collect_of_a_folder_is_not_called(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    _, called = looked_at(packages, mattermost, "preview=True", kind="PacketFolder")

    assert called == []


def test_collect_is_called_where_it_is_allowed(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    file, called = looked_at(packages, mattermost, "preview=True")

    assert called == ["collect"]
    assert file.text_preview is not None


@pytest.mark.parametrize("fields", ["preview=probe", "preview=probe, default=False"])
def test_a_probe_is_called_in_its_place(
    packages: InstalledPackages, mattermost: Mattermost, fields: str
) -> None:
    file, called = looked_at(packages, mattermost, fields)

    assert called == ["probe"]
    assert (file.missing, file.problems) == (False, ())


def test_a_probe_says_why_the_file_would_be_missing(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    file, _ = looked_at(packages, mattermost, "preview=probe", "return 'It is off.'")

    assert file.missing
    assert [(problem.kind, str(problem.why)) for problem in file.problems] == [
        (Kind.LEFT_OUT, "It is off.")
    ]


def test_a_probe_may_raise_what_collect_would_raise(
    packages: InstalledPackages, mattermost: Mattermost
) -> None:
    error = "raise __import__('support_packet').CollectError('It is off.', remedy='Switch it on.')"
    file, _ = looked_at(packages, mattermost, "preview=probe", error)

    assert file.missing
    [problem] = file.problems
    assert (problem.kind, str(problem.why), str(problem.remedy)) == (
        Kind.LEFT_OUT,
        "It is off.",
        "Switch it on.",
    )


@pytest.mark.parametrize(
    ("probe", "why"),
    [("1 / 0", "ZeroDivisionError"), ("return False", "preview() returned bool, not str or None")],
)
def test_a_probe_that_fails_says_nothing_about_the_file(
    packages: InstalledPackages, mattermost: Mattermost, probe: str, why: str
) -> None:
    file, _ = looked_at(packages, mattermost, "preview=probe", probe)

    assert not file.missing
    [problem] = file.problems
    assert problem.kind is Kind.WARNING
    assert why in str(problem)


def test_values_fill_the_texts(packages: InstalledPackages, mattermost: Mattermost) -> None:
    fields = "title='Of %(day)s', description='All of %(day)s', values={'day': 'May 1'}"
    packages.install("author", SOURCE.format(fields=fields, probe="pass", kind="PacketFile"))

    [file] = preview(packages, mattermost).files

    assert (str(file.title), str(file.description)) == ("Of May 1", "All of May 1")
    assert file.title.template == "Of %(day)s"
