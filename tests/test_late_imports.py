"""Large libraries are not loaded by what does not use them, and have all their names once used."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from demo.installation import build_installation
from support_packet import late_imports

_LATE = ("babel", "jinja2", "sqlalchemy", "yaml")
_SERVED = """
import sys
from pathlib import Path
import support_packet.web.serving.server as serving
serving.Server.run = lambda server: print(sorted({name.split(".")[0] for name in sys.modules}))
from support_packet.cli.main import main
main(["serve", "--mattermost", sys.argv[1], "--bind", "127.0.0.1:0"])
"""


def test_a_service_that_waits_has_loaded_none_of_them(installation_directory: Path) -> None:
    command = [sys.executable, "-c", _SERVED, str(installation_directory)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert "falcon" in loaded
    assert [name for name in _LATE if repr(name) in loaded] == []


@pytest.fixture
def installation_directory(tmp_path: Path) -> Path:
    """Build the example installation."""
    return build_installation(tmp_path / "mattermost").directory


@pytest.mark.parametrize("name", _LATE)
def test_they_have_the_names_of_the_library(name: str) -> None:
    late: Any = getattr(late_imports, name)
    module = import_module(name)
    names = [each for each in dir(module) if not each.startswith("_")]

    assert [each for each in names if getattr(late, each) is not getattr(module, each)] == []


def test_a_name_that_the_library_lacks_is_an_error() -> None:
    late: Any = late_imports.yaml

    with pytest.raises(AttributeError, match="no_such_name"):
        late.no_such_name  # noqa: B018 -- it is read
