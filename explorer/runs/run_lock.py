"""Who is writing a run: a lock that the system lets go when its process ends, however it ends."""

import sys
import time
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
    """Held while a run is recorded, so that others know at once whether a run goes on or was killed.

    The empty file stays behind: removing it could take it from under the next holder.
    """

    def __init__(self, path: Path):
        self.path = path
        self._file: BinaryIO | None = None

    def acquire(self) -> bool:
        """Take the lock; False where another recorder has it. Raises OSError where the file cannot be made."""
        file = self.path.open("ab")
        for _ in range(ATTEMPTS):
            if _try_lock(file, shared=False):
                self._file = file
                return True
            time.sleep(PAUSE)
        file.close()
        return False

    def release(self) -> None:
        """Let go."""
        assert self._file is not None, "released without being acquired"
        self._file.close()
        self._file = None

    def is_held(self) -> bool:
        """Whether any process, this one included, has the lock."""
        try:
            file = self.path.open("rb")
        except OSError:
            return False
        with file:
            return not _try_lock(file, shared=True)


def _try_lock(file: BinaryIO, *, shared: bool) -> bool:
    try:
        _lock(file, shared=shared)
    except OSError:
        return False
    return True
