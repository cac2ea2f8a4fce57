"""Large libraries are not loaded by what does not use them, and have all their names once used."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from demo.installation import build_installation
from support_packet.process import late_imports

_LATE = (
    *("babel", "difflib", "hyperscan", "isal", "jinja2", "sqlalchemy", "yaml"),
    *(
        "support_packet.host.packet",
        "support_packet.host.preview",
        "support_packet.redaction.rule_kinds",
        "support_packet.redaction.rules",
    ),
)
_SERVED = """
import sys
from pathlib import Path
import support_packet.web.serving.server as serving
serving.Server.run = lambda server: print(sorted(sys.modules))
from support_packet.cli.main import main
main(["serve", "--mattermost", sys.argv[1], "--bind", "127.0.0.1:0"])
"""


def test_a_service_that_waits_has_loaded_none_of_them(installation_directory: Path) -> None:
    loaded = loaded_to_serve(installation_directory)

    assert "falcon" in loaded
    assert [name for name in _LATE if repr(name) in loaded] == []


@pytest.mark.parametrize(
    ("driver", "data_source", "module"),
    [
        ("postgres", "postgres://mmuser:secret@127.0.0.1:1/mattermost", "psycopg"),
        ("mysql", "mmuser:secret@tcp(127.0.0.1:1)/mattermost", "pymysql"),
    ],
)
def test_the_driver_is_loaded_before_the_worker_exists(
    installation_directory: Path, driver: str, data_source: str, module: str
) -> None:
    path = installation_directory / "config" / "config.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["SqlSettings"] |= {"DriverName": driver, "DataSource": data_source}
    path.write_text(json.dumps(document), encoding="utf-8")

    loaded = loaded_to_serve(installation_directory)

    assert repr(module) in loaded
    assert [name for name in _LATE if repr(name) in loaded] == []


def test_logs_that_few_servers_have_load_their_library_themselves() -> None:
    program = "import sys, support_packet.mattermost.logs.decompressors; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert "isal" in loaded
    assert not {"backports.zstd", "compression.zstd"}.intersection(loaded)


def loaded_to_serve(directory: Path) -> str:
    """Return the names of all modules that are loaded before there is a worker."""
    command = [sys.executable, "-c", _SERVED, str(directory)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def installation_directory(tmp_path: Path) -> Path:
    """Build the example installation."""
    return build_installation(tmp_path / "mattermost").directory


@pytest.mark.parametrize("name", late_imports.__all__)
def test_they_have_the_names_of_the_library(name: str) -> None:
    late: Any = getattr(late_imports, name)
    module = import_module(name)
    names = [each for each in dir(module) if not each.startswith("_")]

    assert [each for each in names if getattr(late, each) is not getattr(module, each)] == []


def test_what_could_not_be_loaded_is_loaded_later(tmp_path: Path) -> None:
    package = tmp_path / "loaded_late"
    package.mkdir()
    (package / "__init__.py").write_text(
        f"import loaded_late.part, os\nos.stat({str(tmp_path / 'there')!r})\nvalue = 1\n"
    )
    (package / "part.py").write_text("")
    command = [sys.executable, "-c", _AGAIN, str(tmp_path)]

    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n1\n"


_AGAIN = """
import sys
from pathlib import Path
from support_packet.process.late_imports import _Late
sys.path.insert(0, sys.argv[1])
late = _Late("loaded_late")
try:
    late.value
except FileNotFoundError:
    print([name for name in sys.modules if "loaded_late" in name])
Path(sys.argv[1], "there").touch()
print(late.value)
"""


def test_a_name_that_the_library_lacks_is_an_error() -> None:
    late: Any = late_imports.yaml

    with pytest.raises(AttributeError, match="no_such_name"):
        late.no_such_name  # noqa: B018 -- it is read
