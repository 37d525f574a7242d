"""Keeps the dialog with the command for many machines in step with the document."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.ui.document import Document
from explorer.ui.training.launch_dialog import LaunchDialog
from explorer.ui.window_actions import WindowActions


class Launcher(QObject):
    """Makes the dialog when it is first asked for."""

    def __init__(self, document: Document, commands: WindowActions, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._commands, self._window = document, commands, window
        self.dialog: LaunchDialog | None = None
        commands.launch.triggered.connect(self.open)
        document.changed.connect(self._follow)
        document.file_changed.connect(self._follow)

    def open(self) -> None:
        if self.dialog is None:
            self.dialog = LaunchDialog(self._window)
            self.dialog.saveRequested.connect(self._commands.save.trigger)
        self._follow()
        self.dialog.show()
        self.dialog.raise_()

    def _follow(self) -> None:
        if self.dialog is not None:
            document = self._document
            self.dialog.set_experiment(document.experiment.name, document.path, is_saved=not document.is_modified)
