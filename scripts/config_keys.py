"""Adds the keys of the next release to `config_keys.tsv`, the one file that has them all.

    make keys FROM=config.json RELEASE=12.0

`FROM` is a configuration that a server of that release has written, with its default settings:
the `config.json` of a new installation or, with the feature flags too, the `sanitized_config.json`
of a packet. New keys come in with the kind and, as the default, the value that they have there.
Texts with the name of a secret are marked as secret, with "" as the default; check whether there
are others. Keys that it lacks are marked as gone, and spellings are brought up to date. The
defaults of known keys stay; those that differ are printed.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from support_packet.mattermost.configuration.value_kinds import Kind, kind_of
from support_packet.mattermost.secrets.sensitive_keys import MASK, names_secret

TABLE = Path("support_packet/mattermost/configuration/config_keys.tsv")
_FLAGS = "FeatureFlags."

Row = dict[str, str]


def main() -> int:
    """Update the table; 1 if what it is given is not a configuration."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("release")
    parsed = parser.parse_args()
    rows = read_table(TABLE)
    document = json.loads(parsed.source.read_text(encoding="utf-8"))
    if not isinstance(document, dict) or "ServiceSettings" not in document:
        sys.stderr.write(f"{parsed.source}: not a configuration of Mattermost\n")
        return 1
    found = dict(values_in(document, mappings_of(rows)))
    for line in differing(rows, found):
        sys.stdout.write(f"{line}\n")
    write_table(TABLE, updated(rows, found, parsed.release))
    return 0


def read_table(path: Path) -> list[Row]:
    """Return the rows, by column."""
    columns, *rows = (line.split("\t") for line in path.read_text("utf-8").splitlines())
    return [dict(zip(columns, row, strict=True)) for row in rows]


def write_table(path: Path, rows: list[Row]) -> None:
    """Write the rows under the names of their columns."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    path.write_text("\n".join(map("\t".join, lines)) + "\n", encoding="utf-8")


def mappings_of(rows: list[Row]) -> frozenset[str]:
    """Return the keys, in lower case, whose values are objects: they are not sections."""
    kinds = ("mapping", "document")
    return frozenset(_path(row).lower() for row in rows if row["kind"] in kinds)


def values_in(
    document: Mapping[str, Any], mappings: frozenset[str], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    """Yield each key of `document` by its dotted path."""
    for name, value in document.items():
        path = prefix + name
        if isinstance(value, dict) and path.lower() not in mappings:
            yield from values_in(value, mappings, f"{path}.")
        else:
            yield path, value


def differing(rows: list[Row], found: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each known key with another value than its default."""
    by_path = {path.lower(): value for path, value in found.items()}
    for row in rows:
        value = by_path.get(_path(row).lower())
        default = row["later default"] or row["5.37 default"]
        if value not in (None, MASK) and default and json.loads(default) != value:
            yield f"{_path(row)}: default {default}, here {json.dumps(value)}"


def updated(rows: list[Row], found: Mapping[str, Any], release: str) -> list[Row]:
    """Return the rows with those of new keys, each behind the key that it follows in `found`."""
    spelled = {path.lower(): path for path in found}
    has_flags = any(path.startswith(_FLAGS) for path in found)
    last = max((row["since"] for row in rows), key=lambda name: [*map(int, name.split("."))])
    result = [_brought_up(row, spelled, last, has_flags=has_flags) for row in rows]
    previous = ""
    for path, value in found.items():
        if path.lower() not in {_path(row).lower() for row in result}:
            result.insert(_place(result, path, previous), _new_row(path, value, release))
        previous = path
    return result


def _path(row: Row) -> str:
    return row["later key"] or row["5.37 key"]


def _brought_up(row: Row, spelled: Mapping[str, str], last: str, *, has_flags: bool) -> Row:
    """Return `row` in the newest spelling, or marked as gone after `last`, the release before."""
    path = _path(row)
    if path.lower() in spelled:
        return row | {"later key": spelled[path.lower()], "until": ""}
    is_kept = row["until"] or (path.startswith(_FLAGS) and not has_flags)
    return row if is_kept else row | {"until": last}


def _place(rows: list[Row], path: str, previous: str) -> int:
    """Return where the row of `path` goes: behind `previous`, at least into its section."""
    section = path.partition(".")[0].lower()
    same = [index for index, row in enumerate(rows) if _path(row).lower() == previous.lower()]
    inside = [
        index for index, row in enumerate(rows) if _path(row).lower().startswith(f"{section}.")
    ]
    is_near = same and previous.lower().startswith(f"{section}.")
    return (same if is_near else inside or [len(rows) - 1])[-1] + 1


def _new_row(path: str, value: Any, release: str) -> Row:
    kind = kind_of(value) or Kind.DOCUMENT
    is_secret = kind is Kind.TEXT and (value == MASK or names_secret(path.rpartition(".")[2]))
    return {
        "5.37 key": "",
        "later key": path,
        "since": release,
        "until": "",
        "kind": kind.label,
        "5.37 default": "",
        "later default": json.dumps("" if is_secret else value, ensure_ascii=False),
        "override": "never" if kind is Kind.LIST else "",
        "secret": "masked" if is_secret else "",
    }


if __name__ == "__main__":
    sys.exit(main())
