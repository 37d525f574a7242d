"""Files that are either the old one or the new one, at any moment, whatever happens."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.sentence import SaidError, say

REASONS = {
    errno.ENOSPC: say("the disk is full; make room or choose another folder"),
    errno.EDQUOT: say("the disk quota is used up; make room or choose another folder"),
    errno.EACCES: say("the permission is missing; choose another folder"),
    errno.EPERM: say("the permission is missing; choose another folder"),
    errno.EROFS: say("the file system is read-only; choose another folder"),
    errno.ENOENT: say("its folder does not exist"),
    errno.ENOTDIR: say("a part of its path is a file, not a folder"),
    errno.EEXIST: say("a file of that name is in the way"),
    errno.EISDIR: say("a folder of that name is in the way"),
    errno.ENAMETOOLONG: say("its name is too long"),
}


class FileWriteError(SaidError):
    """A file or folder could not be written; the message is one sentence that names it, the reason and a remedy."""

    def __init__(self, path: Path, error: OSError):
        reason = REASONS.get(error.errno or 0, error.strerror or str(error))
        super().__init__(say("Cannot write {}: {}.", path, reason))
        self.path = path


@contextmanager
def write_errors_named(path: Path) -> Iterator[None]:
    """Turn any OSError of the block into a FileWriteError about `path`."""
    try:
        yield
    except OSError as error:
        raise FileWriteError(path, error) from error


@contextmanager
def replaced_when_written(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; it becomes `path` if the block succeeds and disappears if it fails.

    Raises FileWriteError for any OSError, in the block or while renaming.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with write_errors_named(path):
            yield temporary
            sync(temporary)
            temporary.replace(path)
    finally:
        # It is gone after a success. A failure here must not hide the error that led here.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all or nothing. Raises FileWriteError."""
    with replaced_when_written(path) as temporary:
        temporary.write_bytes(data)


def sync(path: Path) -> None:
    """Returns when a file is on the disk."""
    # Windows flushes only a file that is open for writing.
    with path.open("rb+") as file:
        os.fsync(file.fileno())
