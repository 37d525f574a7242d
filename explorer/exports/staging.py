"""Files that are made in a hidden folder beside their places and take these together, or not at all. No torch."""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from explorer.atomic_file import write_errors_named


@contextmanager
def staged(files: Sequence[Path]) -> Iterator[Path]:
    """Gives a folder in which all of `files`, which are of one folder, are made under their names.

    They take their places if the block succeeds; if it fails nothing is left of them. Raises FileWriteError.
    """
    first = files[0]
    folder = first.with_name(f".{first.name}.{secrets.token_hex(4)}.tmp")
    try:
        with write_errors_named(first):
            folder.mkdir()
        yield folder
        # The one that is asked for comes last: where it is, the others are.
        for file in reversed(files):
            with write_errors_named(file):
                _sync(folder / file.name)
                (folder / file.name).replace(file)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_leftovers(out: Path) -> None:
    """Removes what an export to `out` left whose process was killed."""
    for folder in out.parent.glob(f".{out.name}.*.tmp"):
        shutil.rmtree(folder, ignore_errors=True)


def _sync(path: Path) -> None:
    # Windows flushes only a file that is open for writing.
    with path.open("rb+") as file:
        os.fsync(file.fileno())
