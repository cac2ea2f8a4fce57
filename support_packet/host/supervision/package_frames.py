"""Where in a package's own code an exception was raised."""

import sys
import sysconfig
import traceback
from pathlib import Path, PurePath
from types import FrameType

from support_packet.process.current_call import current_module

_STANDARD_LIBRARY = f"{sysconfig.get_path('stdlib')}/"
_THIS_PROGRAM = f"{Path(__file__).parents[2]}/"


def place_of(error: BaseException) -> str:
    """Return file and line of the innermost frame of the running package, empty without one.

    Not those of the standard library or of a library that the package calls: its author has to
    look where their own code calls it. The file is relative to what is on Python's path.
    """
    package = _top_package(current_module.get())
    own = [
        (frame, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if _is_own(frame, package)
    ]
    if not own:
        return ""
    frame, line = own[-1]
    return f"{_relative_file(frame, package)}, line {line}"


def _top_package(module: str) -> str:
    """Return the outermost package around `module` that no other distribution shares."""
    parts = module.split(".")
    for end in range(1, len(parts)):
        # A namespace package has no file.
        if getattr(sys.modules.get(".".join(parts[:end])), "__file__", None):
            return ".".join(parts[:end])
    return module


def _is_own(frame: FrameType, package: str) -> bool:
    module = _module(frame)
    if package:
        return module == package or module.startswith(f"{package}.")
    file = frame.f_code.co_filename
    return not file.startswith((_STANDARD_LIBRARY, _THIS_PROGRAM, "<"))


def _relative_file(frame: FrameType, package: str) -> str:
    path = PurePath(frame.f_code.co_filename)
    depth = _module(frame).count(".") + (path.stem == "__init__") + 1 if package else 1
    return "/".join(path.parts[-depth:])


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))
