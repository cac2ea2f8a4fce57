"""The documents of a release: all links lead to files that it has."""

import re
from pathlib import Path

import pytest

from scripts.documents import copy_documents


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the documents in it."""
    directory = tmp_path_factory.mktemp("documents") / "new"
    copy_documents(directory)
    return directory


def test_links_lead_to_what_is_there(documents: Path) -> None:
    pages = list(documents.rglob("*.md"))
    links = {
        (page, target)
        for page in pages
        for target in re.findall(r"\]\(([^)#: ]+)(?:#[\w-]+)?\)", page.read_text(encoding="utf-8"))
    }

    assert documents / "docs/operators.md" in pages
    assert (documents / "docs/operators.md", "../deploy/monitoring") in links
    assert [link for page, link in sorted(links) if not (page.parent / link).exists()] == []


def test_other_links_become_their_text(documents: Path) -> None:
    text = (documents / "docs/operators.md").read_text(encoding="utf-8")

    assert "and writes `bench/campaign.md`: what" in " ".join(text.split())
