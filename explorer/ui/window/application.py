"""The window as a program: starts Qt, opens what was asked for, ends cleanly."""

import gc
import logging
import signal
import socket
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QObject, QSocketNotifier, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from explorer.experiment.source import load_source
from explorer.log_file import LogFile, logging_to_file
from explorer.ui.document import Document
from explorer.ui.language import LanguageSwitch
from explorer.ui.settings import WindowSettings
from explorer.ui.theme import ThemeSwitch
from explorer.ui.window.file_controller import DEFAULT_PRESET
from explorer.ui.window.main_window import MainWindow

CHINESE_FAMILIES = (
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)
"""Those of the systems first; the first one that is installed writes."""


def run(argv: list[str], log_level: int = logging.WARNING) -> int:
    """Shows the window until it is closed.

    Args:
        argv: the file to open, if any.
        log_level: of the records that standard error shows.

    Returns:
        The exit status.
    """
    with logging_to_file(log_level) as log:
        return _run(argv, log)


def _run(argv: list[str], log: LogFile) -> int:
    application = make_application()
    reporter, interrupt = ErrorReporter(log), Interrupt()
    settings = WindowSettings()
    window = make_window(application, settings)

    def adopt(shown: MainWindow) -> None:
        nonlocal window
        window = shown
        reporter.raised.connect(window.show_message)
        interrupt.received.connect(window.leave)
        window.left.connect(application.quit)
        window.replaced.connect(adopt)
        # What the first window was made of is garbage once another has its place.
        gc.unfreeze()

    adopt(window)
    window.completed.connect(collect_garbage)
    window.completed.connect(lambda: window.tools.guard_work())
    if not argv:
        window.completed.connect(lambda: window.tools.help.offer_first_steps(settings))
    reporter.install()
    interrupt.install()
    window.show()
    if argv:
        window.files.open(Path(argv[0]))
    try:
        return application.exec()
    finally:
        interrupt.uninstall()
        reporter.uninstall()


def make_application() -> QApplication:
    """Qt's application object, with the settings that come before and right after its creation."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # Numbers are written alike in fields, tables and messages.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    application = QApplication(["resdense"])
    application.setApplicationName("resdense")
    application.setApplicationDisplayName("")
    application.setQuitOnLastWindowClosed(False)
    application.setFont(_named_font(application.font()))
    return application


def _named_font(font: QFont) -> QFont:
    """The system's font, and by name what writes Chinese: left to Qt, its family and weight change between starts."""
    font.setFamilies([QFontInfo(font).family(), *CHINESE_FAMILIES])
    return font


def make_window(application: QApplication, settings: WindowSettings) -> MainWindow:
    """The main window with a new experiment, and a process that gets ready to train."""
    theme = ThemeSwitch(application, settings, application)
    language = LanguageSwitch(application, settings, application)
    document = Document(load_source(DEFAULT_PRESET), application)
    window = MainWindow(document, theme, language, settings)
    theme.apply_style_sheet()
    window.completed.connect(lambda: window.tools.jobs.query_devices())
    return window


def collect_garbage() -> None:
    """From now on: it was off until the window is complete, and what was made until then stays."""
    gc.freeze()
    gc.enable()


class Interrupt(QObject):
    """Wakes Qt's event loop at SIGINT, which Python's own handler would only see at the next Python call."""

    received = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._emit_received)

    def install(self) -> None:
        self._old_handler = signal.signal(signal.SIGINT, lambda *_: None)
        self._old_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)

    def uninstall(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old_fd)
        signal.signal(signal.SIGINT, self._old_handler)
        self._reader.close()
        self._writer.close()

    def _emit_received(self) -> None:
        if signal.SIGINT in self._reader.recv(64):
            self.received.emit()


class ErrorReporter(QObject):
    """Takes the place of the interpreter's own hooks while it is installed."""

    raised = Signal(str, str, str)
    """(severity, sentence, traceback), in whatever thread the exception was."""

    def __init__(self, log: LogFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        # Not one of the tree of loggers: standard error has the traceback already.
        self._logger = logging.Logger(__name__)
        self._logger.addHandler(log)

    def install(self) -> None:
        sys.excepthook = self.report
        threading.excepthook = self._report_thread

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Logs an exception and emits `raised`; never raises itself."""
        text = "".join(traceback.format_exception(kind, error, trace))
        print(text, file=sys.stderr, end="")
        place = self._write(text)
        sentence = self.tr("Internal error ({}: {}); your work is safe.").format(kind.__name__, error)
        self.raised.emit("error", sentence, f"{text}\n{place}")

    def _report_thread(self, hooked: threading.ExceptHookArgs) -> None:
        if hooked.exc_value is not None and hooked.exc_type is not SystemExit:
            self.report(hooked.exc_type, hooked.exc_value, hooked.exc_traceback)

    def _write(self, text: str) -> str:
        """Writes to the log; returns a line that says where."""
        self._logger.error(text)
        path, problem = self._log.baseFilename, self._log.problem
        if problem is not None:
            return self.tr("It could not be written to {} ({}).").format(path, problem.strerror)
        return self.tr("Logged in {}").format(path)
