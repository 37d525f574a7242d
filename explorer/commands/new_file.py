"""A file that a command writes: it replaces another one only where a person says so."""

from pathlib import Path

from models.sentence import SaidError


class FileTakenError(SaidError):
    """A file that exists already, or a folder of that name."""


def require_free(path: Path, *, overwrite: bool) -> None:
    """Raises FileTakenError where writing `path` would replace something that nobody gave up."""
    if path.is_dir():
        raise FileTakenError("{} is a folder; name a file.", path)
    if path.exists() and not overwrite:
        raise FileTakenError("{} exists already; choose another name, or have it replaced (--force).", path)
