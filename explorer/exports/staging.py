"""Files that are made in a hidden folder beside their places and take these together, or not at all. No torch."""

import errno
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from explorer.atomic_file import sync, write_errors_named
from explorer.runs.run_lock import RunLock

LOCK = ".lock"
"""In a hidden folder: held while its export lives."""
PLACING = ".resdense-export.lock"
"""Held while an export puts its files into a folder."""
ATTEMPTS = 50
"""A fifth of a second each, to put the files there: another export takes milliseconds for that."""


@contextmanager
def staged(files: Sequence[Path], *, require_free: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """Gives a folder in which all of `files`, which are of one folder, are made under their names.

    They take their places if the block succeeds; if it fails nothing is left of them. Raises FileWriteError.

    Args:
        require_free: raises where something stands in their places; asked when no other export can put it there.
    """
    first = files[0]
    folder = first.with_name(f".{first.name}.{secrets.token_hex(4)}.tmp")
    lock = RunLock(folder / LOCK)
    try:
        with write_errors_named(first):
            folder.mkdir()
            lock.acquire()
        yield folder
        for file in files:
            with write_errors_named(file):
                sync(folder / file.name)
        with _alone(first):
            require_free()
            # The one that is asked for comes last: where it is, the others are.
            for file in reversed(files):
                with write_errors_named(file):
                    (folder / file.name).replace(file)
    finally:
        if lock.is_ours:
            lock.release()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Within the block no other export puts files into the folder of `file`."""
    lock = RunLock(file.with_name(PLACING))
    with write_errors_named(file):
        if not any(lock.acquire() for _ in range(ATTEMPTS)):
            raise OSError(errno.EAGAIN, "another export is putting its files there; try again")
    try:
        yield
    finally:
        lock.release(remove=True)


def remove_leftovers(out: Path) -> None:
    """Removes what an export to `out` left whose process was killed."""
    for folder in out.parent.glob(f".{out.name}.*.tmp"):
        if not RunLock(folder / LOCK).is_held():
            shutil.rmtree(folder, ignore_errors=True)
