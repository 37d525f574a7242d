"""Deletes runs so that they can be had back: through the system's trash."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile

from explorer.atomic_file import write_errors_named
from explorer.runs.run_files import is_being_written
from explorer.runs.run_folder import RunFolder


@dataclass(frozen=True, slots=True)
class Trashed:
    """A folder in the trash, and where it came from."""

    origin: Path
    place: Path


def is_deletable(path: Path) -> bool:
    """Whether nobody writes the run."""
    return not is_being_written(RunFolder(path))


def move_to_trash(path: Path) -> Trashed | None:
    """None where the system has no trash for this folder: it is still there."""
    file = QFile(str(path))
    # Once it is moved its name is that of its place there.
    return Trashed(path, Path(file.fileName())) if file.moveToTrash() else None


def put_back(trashed: Trashed) -> None:
    """Raises FileWriteError where that cannot be done: the trash may have been emptied."""
    with write_errors_named(trashed.origin):
        trashed.place.rename(trashed.origin)
        # The note that a trash of the freedesktop.org kind keeps beside its files.
        note = trashed.place.parent.parent / "info" / f"{trashed.place.name}.trashinfo"
        note.unlink(missing_ok=True)


def delete_for_good(path: Path) -> None:
    """Raises FileWriteError where a part of it cannot be removed."""
    with write_errors_named(path):
        shutil.rmtree(path)
