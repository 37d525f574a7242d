"""The folders of runs that a person has added to the list."""

import json
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.ui.settings import WindowSettings

SETTING = "train/folders"


class RunFolders(QObject):
    """Asks for folders, forgets them, and remembers them from session to session. Nothing in them is ever changed."""

    changed = Signal(tuple)
    """Every folder."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folders: tuple[Path, ...] = ()

    @property
    def folders(self) -> tuple[Path, ...]:
        return self._folders

    def ask(self) -> QFileDialog:
        """Asks for one more folder."""
        dialog = QFileDialog(self._window, self.tr("Add a folder of runs"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.add(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def add(self, folder: Path) -> None:
        """Lists the runs in a folder, or the one run that it is."""
        if folder not in self._folders:
            self._set((*self._folders, folder))

    def forget(self, folder: Path) -> None:
        """Lists its runs no more."""
        self._set(tuple(known for known in self._folders if known != folder))

    def fill(self, menu: QMenu) -> None:
        """Adds an entry that forgets a folder, for each of them."""
        for folder in self._folders:
            action = menu.addAction(self.tr("Do not list {}").format(folder))
            action.triggered.connect(lambda _=False, gone=folder: self.forget(gone))

    def remember(self, settings: WindowSettings) -> None:
        settings.remember(SETTING, json.dumps([str(folder) for folder in self._folders]))

    def restore(self, settings: WindowSettings) -> None:
        try:
            names = json.loads(settings.text(SETTING, "[]"))
        except ValueError:
            return
        if isinstance(names, list):
            self._set(tuple(Path(name) for name in names if isinstance(name, str)))

    def _set(self, folders: tuple[Path, ...]) -> None:
        if folders != self._folders:
            self._folders = folders
            self.changed.emit(folders)
