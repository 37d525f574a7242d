"""What becomes of an exception that nobody expected: a line in the log, a sentence in the window, and work goes on."""

import logging
import sys
import threading
import traceback
from importlib import import_module
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, Signal

FILE_NAME = "window.log"
LARGEST_LOG = 2**20


class ErrorReporter(QObject):
    """Takes the place of the interpreter's own hooks while it is installed."""

    raised = Signal(str, str, str)
    """(severity, sentence, traceback), in whatever thread the exception was."""

    def __init__(self, log_folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = log_folder or Path(platformdirs.user_log_dir("resdense", appauthor=False))
        self.log_file = folder / FILE_NAME
        self._logger = logging.Logger("resdense.window")
        self._handler: logging.Handler | None = None

    def install(self) -> None:
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._handler is not None:
            self._handler.close()

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Logs and tells; never raises."""
        text = "".join(traceback.format_exception(kind, error, trace))
        print(text, file=sys.stderr, end="")
        place = self._log(text)
        sentence = self.tr("Something went wrong inside the program ({}: {}); your work is kept.").format(
            kind.__name__, error
        )
        self.raised.emit("error", sentence, f"{text}\n{place}")

    def _report_thread(self, hooked: threading.ExceptHookArgs) -> None:
        if hooked.exc_type is not SystemExit:
            self.report(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)

    def _log(self, text: str) -> str:
        """Writes to the log; gives a line that says where."""
        try:
            if self._handler is None:
                self._handler = self._open_log()
                self._logger.addHandler(self._handler)
            self._logger.error(text)
        except OSError as error:
            return self.tr("It could not be written to {} ({}).").format(self.log_file, error.strerror)
        return self.tr("Logged in {}").format(self.log_file)

    def _open_log(self) -> logging.Handler:
        self.log_file.parent.mkdir(parents=True, exist_ok=True)
        # Loaded when there is something to log: it brings sockets and more along, and the first window waits for it.
        rotating = import_module("logging.handlers").RotatingFileHandler
        handler = rotating(self.log_file, maxBytes=LARGEST_LOG, backupCount=1, encoding="utf-8", delay=False)
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        return handler
