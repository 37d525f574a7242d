"""The files that were opened or saved last, as a menu."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from explorer.ui.settings import WindowSettings

SETTING = "recent"
MOST = 10


class RecentMenu(QMenu):
    """Remembers paths, the latest first. Filled anew each time it opens: files come and go meanwhile."""

    chosen = Signal(object)
    """A Path."""

    def __init__(self, settings: WindowSettings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setTitle(self.tr("Open &recent"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self._fill)
        self._fill()

    @property
    def paths(self) -> list[Path]:
        return [Path(line) for line in self._settings.text(SETTING, "").splitlines() if line][:MOST]

    def add(self, path: Path) -> None:
        path = path.absolute()
        # A line break in a name would make two of it.
        if "\n" not in str(path):
            self._remember([path, *(other for other in self.paths if other != path)][:MOST])

    def _remember(self, paths: list[Path]) -> None:
        self._settings.remember(SETTING, "\n".join(map(str, paths)))
        self._fill()

    def _fill(self) -> None:
        self.clear()
        paths = self.paths
        self.setEnabled(bool(paths))
        for number, path in enumerate(paths, start=1):
            self.addAction(self._action(number, path))
        self.addSeparator()
        self.addAction(self.tr("Clear this list")).triggered.connect(lambda: self._remember([]))

    def _action(self, number: int, path: Path) -> QAction:
        text = path.name.replace("&", "&&")
        action = QAction(f"&{number}  {text}" if number < 10 else f"1&0  {text}", self)
        action.setToolTip(str(path))
        if number == 1:
            action.setShortcut(QKeySequence("Ctrl+Shift+O"))
        if not path.exists():
            action.setEnabled(False)
            action.setText(self.tr("{} (not there any more)").format(action.text()))
        action.triggered.connect(partial(self.chosen.emit, path))
        return action
