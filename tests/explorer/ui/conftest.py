import gc
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from explorer.experiment.experiment import Experiment
from explorer.experiment.source import load_source
from explorer.jobs.spare import Spare
from explorer.ui.document import Document
from explorer.ui.jobs.job_controller import JobController
from explorer.ui.language import LanguageSwitch
from explorer.ui.palette import palettes
from explorer.ui.settings import WindowSettings
from explorer.ui.theme import ThemeSwitch
from explorer.ui.theme import apply_palette as wear_palette
from explorer.ui.window.main_window import MainWindow
from tests.explorer.ui.played_jobs import *  # noqa: F403

LONG = 30_000
"""Milliseconds: a busy machine takes its time to show a window."""
MANY = 20_000
"""Objects that a test left to the garbage collector: about a small window."""


@pytest.fixture(scope="session", autouse=True)
def a_style_sheet_stays(qapp):
    """Where the last one goes, Qt forgets which widgets it follows, and later works through those that are gone."""
    holder = QWidget()
    holder.setStyleSheet("QWidget {}")
    yield
    holder.deleteLater()


@pytest.fixture
def wear(qapp):
    """Shows the theme of this name until the test ends."""
    before = qapp.palette()

    def show(name):
        wear_palette(qapp, palettes()[name])
        qapp.processEvents()

    yield show
    show("light")
    qapp.setPalette(before)


@pytest.fixture(scope="module", autouse=True)
def leaves_nothing_behind(qapp, request):
    """Fails where the tests of a file left a thread, a running timer or a top-level window; one alone shows whether it
    was that one."""
    gc.collect()
    # What is there before a file's tests need not be looked at again; and what Qt made dies in the main thread only.
    gc.freeze()
    gc.disable()
    threads = set(threading.enumerate())
    windows = set(QApplication.topLevelWidgets())
    yield
    gc.enable()
    _tidy(qapp)
    gc.collect()
    file = request.node.nodeid
    left_windows = [widget for widget in QApplication.topLevelWidgets() if widget not in windows]
    assert not left_windows, f"{file} leaves top-level widgets: {left_windows}"
    left_threads = [thread for thread in threading.enumerate() if thread not in threads and not thread.daemon]
    assert not left_threads, f"{file} leaves threads: {left_threads}"
    running = [thing for thing in gc.get_objects() if isinstance(thing, QTimer | QThread) and _is_running(thing)]
    assert not running, f"{file} leaves timers or threads that run: {running}"


@pytest.fixture(autouse=True)
def tidies_up(qapp):
    """What a test deleted is gone before the next, and garbage where there is much of it."""
    yield
    _tidy(qapp)
    if gc.get_count()[0] > MANY:
        gc.collect()


def _tidy(qapp: QApplication) -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


def _is_running(thing: QTimer | QThread) -> bool:
    if not shiboken6.isValid(thing) or thing is QCoreApplication.instance().thread():
        return False
    return thing.isActive() if isinstance(thing, QTimer) else thing.isRunning()


@pytest.fixture
def settings(tmp_path):
    return WindowSettings(tmp_path / "window.ini")


@pytest.fixture
def theme(qapp, settings):
    with light_theme(qapp, settings) as switch:
        yield switch


@pytest.fixture
def language(qapp, settings):
    with english(qapp, settings) as switch:
        yield switch


@contextmanager
def light_theme(qapp, settings: WindowSettings) -> Iterator[ThemeSwitch]:
    settings.remember("theme", "light")
    palette = qapp.palette()
    switch = ThemeSwitch(qapp, settings)
    yield switch
    # What a theme gives the application outlives it.
    switch.set_mode("light")
    shiboken6.delete(switch)
    # What a theme gives the application outlives it.
    qapp.setStyleSheet("")
    qapp.setPalette(palette)


@contextmanager
def english(qapp, settings: WindowSettings) -> Iterator[LanguageSwitch]:
    """English, whatever the machine speaks; the translators are taken away again."""
    settings.remember("language", "en")
    switch = LanguageSwitch(qapp, settings)
    yield switch
    switch.set_mode("en")
    shiboken6.delete(switch)


@pytest.fixture
def activate(qtbot):
    return partial(give_keyboard, qtbot)


def give_keyboard(qtbot, widget: QWidget) -> None:
    """Gives a shown widget's window the keyboard: where there is no window manager, nobody else does."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.isActiveWindow, timeout=LONG)


@pytest.fixture
def make_window(qtbot, theme, language, settings, tmp_path):
    """Makes real main windows, shown, and takes them down as a person who discards changes would."""
    with windows(qtbot, theme, language, settings, tmp_path / "runs") as make:
        yield make


@pytest.fixture(scope="module")
def lasting_settings(tmp_path_factory):
    return WindowSettings(tmp_path_factory.mktemp("settings") / "window.ini")


@pytest.fixture(scope="module")
def lasting_theme(qapp, lasting_settings):
    with light_theme(qapp, lasting_settings) as switch:
        yield switch


@pytest.fixture(scope="module")
def make_lasting(qapp, request, lasting_theme, lasting_settings, tmp_path_factory):
    """As `make_window`, for windows that last as long as the tests of a file."""
    runs, qtbot = tmp_path_factory.mktemp("runs"), QtBot(request)
    with (
        english(qapp, lasting_settings) as language,
        windows(qtbot, lasting_theme, language, lasting_settings, runs) as make,
    ):
        yield make


@pytest.fixture(scope="module")
def lasting_window(make_lasting):
    """One window for all tests of a file, which has no other: the style sheet of the application is its."""
    return make_lasting(load_source("digits_resnet"))


@pytest.fixture
def show_again(qtbot, lasting_window, lasting_theme):
    """Shows an experiment in the one window of a file as when it is opened, whatever the test before has left there."""

    def show(experiment: Experiment) -> MainWindow:
        window = lasting_window
        for dialog in window.findChildren(QDialog):
            dialog.close()
        lasting_theme.set_mode("light")
        window.banner.hide()
        window.recent.clear()
        window.statusBar().clearMessage()
        window.commands.show_build.trigger()
        window.build_page.costs.baseline.unpin()
        window.document.replace(experiment)
        window.build.select("stages.0")
        window.build_page.diagram.view.fit()
        window.setFocus()
        give_keyboard(qtbot, window)
        return window

    return show


@contextmanager
def windows(
    qtbot: QtBot, theme: ThemeSwitch, language: LanguageSwitch, settings: WindowSettings, runs: Path
) -> Iterator[Callable[[Experiment], MainWindow]]:
    made, gone = [], []

    def replace(old: MainWindow, new: MainWindow) -> None:
        gone.append(old)
        made[made.index(old)] = new
        follow(new)

    def follow(window: MainWindow) -> None:
        window.replaced.connect(lambda new: replace(window, new))

    def make(experiment: Experiment) -> MainWindow:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        document = Document(experiment)
        jobs = JobController(spare=Spare(), runs_root=runs)
        window = MainWindow(document, theme, language, settings, lambda: jobs)
        theme.apply_style_sheet()
        window.jobs = jobs
        made.append(window)
        follow(window)
        with qtbot.waitExposed(window, timeout=LONG):
            window.show()
        qtbot.waitUntil(lambda: window.is_complete, timeout=LONG)
        give_keyboard(qtbot, window)
        return window

    yield make
    for window in made:
        jobs = window.tools.jobs
        window.document.replace(window.document.experiment)
        window.leave()
        qtbot.waitUntil(lambda jobs=jobs: jobs.is_closed, timeout=LONG)
        for part in (window, jobs, window.document):
            shiboken6.delete(part)
    for window in (*made, *gone):
        # pyqtgraph's menus have no parent: they live as long as the plots that are held here.
        window.__dict__.clear()


@pytest.fixture
def speak():
    """Has a window speak "en" or "zh_CN": gives the one that takes its place."""

    def speak(window: MainWindow, mode: str) -> MainWindow:
        shown = []
        window.replaced.connect(shown.append)
        window.language.set_mode(mode)
        return shown[0]

    return speak
