"""The files that were opened or saved last, as a menu."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from explorer.ui.settings import WindowSettings

SETTING = "recent"
MOST = 10


class RecentFiles(QObject):
    """Remembers paths, the latest first."""

    changed = Signal()

    def __init__(self, settings: WindowSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def paths(self) -> list[Path]:
        return [Path(line) for line in self._settings.text(SETTING, "").splitlines() if line][:MOST]

    def add(self, path: Path) -> None:
        path = path.absolute()
        # A line break in a name would make two of it.
        if "\n" not in str(path):
            self._remember([path, *(other for other in self.paths if other != path)][:MOST])

    def clear(self) -> None:
        self._remember([])

    def _remember(self, paths: list[Path]) -> None:
        self._settings.remember(SETTING, "\n".join(map(str, paths)))
        self.changed.emit()


class RecentMenu(QObject):
    """Fills a menu anew each time it opens: files come and go meanwhile."""

    def __init__(self, menu: QMenu, recent: RecentFiles, open_file: Callable[[Path], None]) -> None:
        super().__init__(menu)
        self._menu, self._recent, self._open = menu, recent, open_file
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill)
        recent.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        paths = self._recent.paths
        self._menu.setEnabled(bool(paths))
        for number, path in enumerate(paths, start=1):
            self._menu.addAction(self._action(number, path))
        self._menu.addSeparator()
        clear = self._menu.addAction(self.tr("Clear this list"))
        clear.triggered.connect(self._recent.clear)

    def _action(self, number: int, path: Path) -> QAction:
        text = path.name.replace("&", "&&")
        action = QAction(f"&{number}  {text}" if number < 10 else f"1&0  {text}", self._menu)
        action.setToolTip(str(path))
        if number == 1:
            action.setShortcut(QKeySequence("Ctrl+Shift+O"))
        if not path.exists():
            action.setEnabled(False)
            action.setText(self.tr("{} (not there any more)").format(action.text()))
        action.triggered.connect(partial(self._take, path))
        return action

    def _take(self, path: Path) -> None:
        self._open(path)
