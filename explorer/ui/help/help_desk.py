"""The menus Examples and Help, and the search of commands: loaded once the first picture is on the screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from explorer.experiment.examples import EXAMPLES, Example
from explorer.ui.command_search.command import menu_commands
from explorer.ui.command_search.command_search import CommandSearch
from explorer.ui.help.guide import guide_page
from explorer.ui.help.page_dialog import PageDialog
from explorer.ui.help.pages import about_page, keyboard_page
from explorer.ui.icons import icon
from explorer.ui.subject_text import subject_text

KEYS_SIZE, GUIDE_SIZE, ABOUT_SIZE = QSize(560, 680), QSize(620, 600), QSize(440, 440)


class HelpDesk(QObject):
    """Shows pages of help and offers examples; what opens an example or collects commands is somebody else's."""

    exampleChosen = Signal(object)
    """The Example."""
    searchRequested = Signal()

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.search = CommandSearch(window)
        self.dialog: PageDialog | None = None
        self._actions = {
            "search": self._action(self.tr("Search commands..."), "search", "Ctrl+K", self.searchRequested.emit),
            "guide": self._action(self.tr("Guide"), "info", "Shift+F1", self.show_guide),
            "keys": self._action(self.tr("Keys"), "menu", "F1", self.show_keys),
        }
        self._examples = [self._example(example, number) for number, example in enumerate(EXAMPLES, start=1)]
        self._menu = QMenu(self.tr("E&xamples"), window)
        self._menu.setToolTipsVisible(True)
        self._menu.addActions(self._examples)
        self._place()

    def show_keys(self) -> None:
        """The sheet of all shortcuts, as the menus have them now."""
        self._show(lambda: keyboard_page(menu_commands(self._window.menuBar())), KEYS_SIZE)

    def show_guide(self) -> None:
        self._show(guide_page, GUIDE_SIZE)

    def show_about(self) -> None:
        self._show(about_page, ABOUT_SIZE)

    def _place(self) -> None:
        """Puts Examples before the last menu of the bar, which is Help, and there comes before what it has."""
        bar = self._window.menuBar()
        last = bar.actions()[-1]
        bar.insertMenu(last, self._menu)
        menu = last.menu()
        first = menu.actions()[0]
        menu.insertActions(first, list(self._actions.values()))
        menu.insertSeparator(first)

    def _action(self, text: str, icon_name: str, keys: str, act: Callable[[], object]) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda: act())
        return action

    def _example(self, example: Example, number: int) -> QAction:
        act = partial(self.exampleChosen.emit, example)
        action = self._action(subject_text(example.title), "picture", f"Ctrl+Shift+{number}", act)
        action.setToolTip(f"<p>{subject_text(example.note)}</p>")
        return action

    def _show(self, write: Callable[[], tuple[str, str]], size: QSize) -> None:
        if self.dialog is not None:
            self.dialog.close()
        dialog = self.dialog = PageDialog(write, size, self._window)
        dialog.finished.connect(lambda: self._forget(dialog))
        dialog.show()

    def _forget(self, dialog: PageDialog) -> None:
        if dialog is self.dialog:
            self.dialog = None
        dialog.deleteLater()
