"""The window as a program: starts Qt, opens what was asked for, ends cleanly."""

import gc
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from explorer.experiment.source import load_source
from explorer.ui.document import Document
from explorer.ui.error_reporter import ErrorReporter
from explorer.ui.file_controller import DEFAULT_PRESET
from explorer.ui.interrupt import Interrupt
from explorer.ui.language import LanguageSwitch
from explorer.ui.main_window import MainWindow
from explorer.ui.settings import WindowSettings
from explorer.ui.theme import ThemeSwitch

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


def run(argv: list[str]) -> int:
    """Shows the window until it is closed; `argv` holds the file to open, if any.

    Returns:
        The exit status.
    """
    application = make_application()
    reporter, interrupt = ErrorReporter(), Interrupt()
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
    window.completed.connect(lambda: _guard_work(window))
    if not argv:
        window.completed.connect(lambda: import_module("explorer.ui.help.welcome").offer_first_steps(window, settings))
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
    """Qt's application object with what has to be said before and right after it is made."""
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
    theme.dress()
    window.completed.connect(lambda: window.desk.jobs.warm())
    return window


def _guard_work(window: MainWindow) -> None:
    """Keeps unsaved work from now on, and offers what a crash has left."""
    recovery = import_module("explorer.ui.recovery")
    store = recovery.SessionStore(recovery.session_folder())
    autosave = recovery.Autosave(window.document, store, window.document)

    def adopt(window: MainWindow) -> None:
        autosave.failed.connect(window.show_message)
        window.left.connect(autosave.close)
        window.replaced.connect(adopt)
        recovery.Recovery(window.document, autosave, store, window.banner).offer()

    adopt(window)


def collect_garbage() -> None:
    """From now on: it was off until the window is complete, and what was made until then stays."""
    gc.freeze()
    gc.enable()
