"""Copies the documents that users of a release read: `python -m scripts.documents DIRECTORY`."""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_LINK = re.compile(r"!?\[(?P<text>(?:`[^`]*`|[^\[\]`])*)\]\((?P<target>[^)#: ]+)(?:#[\w-]+)?\)")


def copy_documents(directory: Path) -> None:
    """Copy the documents and `deploy` to `directory`, in the same places as in the repository.

    Links to what only the repository has become plain text.
    """
    for path in (*ROOT.glob("*.md"), ROOT / "LICENSE", *ROOT.glob("packages/*/README.md")):
        target = directory / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for folder in ("deploy", "docs"):
        shutil.copytree(ROOT / folder, directory / folder)
    for page in directory.rglob("*.md"):
        _unlink_missing(page)


def _unlink_missing(page: Path) -> None:
    def kept(link: re.Match[str]) -> str:
        return link[0] if (page.parent / link["target"]).exists() else link["text"]

    page.write_text(_LINK.sub(kept, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    copy_documents(Path(sys.argv[1]))
