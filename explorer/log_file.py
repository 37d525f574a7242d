"""The log: one file that the window, the commands of the terminal and job processes write."""

import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

LEVELS = {name: getattr(logging, name) for name in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")}
DEFAULT_LEVEL = "WARNING"
LARGEST = 2**20
OWN = ("explorer", "models")
"""Packages whose records are wanted from INFO on; of libraries only warnings are."""


def log_path() -> Path:
    """Where the log is: the file that RESDENSE_LOG names, or `resdense.log` in the user's folder for logs."""
    named = os.environ.get("RESDENSE_LOG")
    if named:
        return Path(named).expanduser()
    return platformdirs.user_log_path("resdense", appauthor=False) / "resdense.log"


class LogFile(RotatingFileHandler):
    """Appends to the log, opened at the first record. Several processes may do so: each follows a rotation."""

    def __init__(self, path: Path | None = None):
        super().__init__(path or log_path(), maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True)
        self.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
        self.problem: OSError | None = None
        """Why the last record could not be written; None where it was."""
        self._has_failed = False

    def emit(self, record: logging.LogRecord) -> None:
        self.problem = None
        super().emit(record)

    def shouldRollover(self, record: logging.LogRecord) -> int:
        self._follow_rotation()
        return super().shouldRollover(record)

    def doRollover(self) -> None:
        from filelock import FileLock  # noqa: PLC0415 - it brings asyncio along, and a full log is rare

        with FileLock(f"{self.baseFilename}.lock"):
            if not self._follow_rotation():
                super().doRollover()

    def handleError(self, record: logging.LogRecord) -> None:
        """Reports the first failure with a sentence on standard error, and lets the program go on."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        if not self._has_failed:
            print(f"resdense: the log {self.baseFilename} cannot be written: {error.strerror}.", file=sys.stderr)
        self.problem, self._has_failed = error, True

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def _follow_rotation(self) -> bool:
        """Opens the log anew where another process has put a new one in its place; whether it has."""
        if self.stream is None:
            return False
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(self.stream.fileno()), Path(self.baseFilename).stat()):
                return False
        self.stream.close()
        self.stream = self._open()
        return True


@contextlib.contextmanager
def logging_to_file(level: int = logging.WARNING, *, on_terminal: bool = True) -> Iterator[LogFile]:
    """Within the block, records go to the log, and those of `level` and above to standard error too.

    The log takes the program's own records from INFO on, or from `level` where that is lower.
    """
    root, file = logging.getLogger(), LogFile()
    handlers: list[logging.Handler] = [file]
    if on_terminal:
        terminal = logging.StreamHandler()
        terminal.setLevel(level)
        terminal.setFormatter(logging.Formatter("resdense: %(levelname)s: %(message)s"))
        handlers.append(terminal)
    own = [logging.getLogger(name) for name in OWN]
    before = [logger.level for logger in own]
    for handler in handlers:
        root.addHandler(handler)
    for logger in own:
        logger.setLevel(min(level, logging.INFO))
    try:
        yield file
    finally:
        for logger, old in zip(own, before, strict=True):
            logger.setLevel(old)
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def log_output(text: str, process: int | None) -> None:
    """Writes to the log what a process has printed, also where nothing else is logged."""
    if text.strip():
        message = f"Process {process} printed:\n{text.rstrip()}"
        with contextlib.closing(LogFile()) as file:
            file.handle(logging.makeLogRecord({"name": __name__, "levelname": "INFO", "msg": message}))
