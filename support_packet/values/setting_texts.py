"""What operators write into variables, as values: `ValueError` says what it must be."""

from pathlib import Path

_FLAGS = {"true": True, "1": True, "false": False, "0": False}


def parse_flag(text: str) -> bool:
    """Return what a flag is set to."""
    if text.lower() not in _FLAGS:
        raise ValueError("must be true or false")
    return _FLAGS[text.lower()]


def parse_absolute_path(text: str) -> Path:
    """Return a path that does not depend on where the program was started."""
    path = Path(text)
    if not path.is_absolute() or "\0" in text:
        raise ValueError("must be an absolute path")
    return path
