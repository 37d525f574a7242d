"""The lock of a run folder: the system releases it when the process that writes the run ends."""

import errno
import os
import platform
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO, *, shared: bool) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBRLCK if shared else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO, *, shared: bool) -> None:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


ATTEMPTS = 10
PAUSE = 0.02
"""Seconds between attempts: a reader has the lock for microseconds, a writer for the whole run."""


class RunLock:
    """Held while a run is recorded, so that others know at once whether a run is active or was killed.

    The file names the holder. It stays behind unless the holder removes it: anyone else could remove it from under the
    next holder.
    """

    def __init__(self, path: Path):
        self.path = path
        self._file: BinaryIO | None = None

    @property
    def is_ours(self) -> bool:
        """Whether this object holds it."""
        return self._file is not None

    def acquire(self) -> bool:
        """Take the lock, or take it again where its file was removed; False where another has it.

        Raises OSError where the file cannot be made.
        """
        for _ in range(ATTEMPTS):
            if self._is_odd():
                raise OSError(errno.EINVAL, "it is not a regular file; take it away", str(self.path))
            file = self.path.open("ab")
            # Its last holder may have removed the file after it was opened here: then another is at its path.
            if _try_lock(file, shared=False) and self._is_at_path(file):
                if self._file is not None:
                    self._file.close()
                self._file = file
                _sign(file)
                return True
            file.close()
            time.sleep(PAUSE)
        return False

    def release(self, *, remove: bool = False) -> None:
        """Release the lock; with `remove`, delete its file."""
        assert self._file is not None, "released without being acquired"
        # While it is held, so that it is no other's. Windows removes only what nobody has open.
        if remove and sys.platform != "win32":
            self.path.unlink(missing_ok=True)
        self._file.close()
        self._file = None
        if remove and sys.platform == "win32":
            with suppress(OSError):
                self.path.unlink()

    def is_in_place(self) -> bool:
        """Whether it is ours and its file is still the one at its path, so that nobody else can hold it as well."""
        return self._file is not None and self._is_at_path(self._file)

    def holder(self) -> int | None:
        """The process that has the lock; None where nobody has it, or a process of another machine."""
        if not self.is_held():
            return None
        try:
            process, machine = self.path.read_text().split(" ", 1)
            return int(process) if machine == platform.node() else None
        except (OSError, ValueError):
            return None

    def _is_odd(self) -> bool:
        """Whether the path is not a regular file: opening a pipe would wait for its other end."""
        with suppress(FileNotFoundError):
            return not stat.S_ISREG(self.path.stat().st_mode)
        return False

    def is_held(self) -> bool:
        """Whether anybody has the lock other than through this object."""
        if self.is_ours:
            return False
        try:
            if self._is_odd():
                return False
            file = self.path.open("rb")
        except OSError:
            return False
        with file:
            return not _try_lock(file, shared=True)

    def _is_at_path(self, file: BinaryIO) -> bool:
        try:
            return os.path.samestat(os.fstat(file.fileno()), self.path.stat())
        except OSError:
            return False


def _sign(file: BinaryIO) -> None:
    """Writes the holder into the file that is locked, so that nobody is named who does not hold it."""
    os.ftruncate(file.fileno(), 0)
    os.write(file.fileno(), f"{os.getpid()} {platform.node()}".encode())


def _try_lock(file: BinaryIO, *, shared: bool) -> bool:
    try:
        _lock(file, shared=shared)
    except OSError:
        return False
    return True
