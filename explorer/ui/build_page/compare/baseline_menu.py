"""The ways to choose a baseline, as a menu: pin what is edited, a preset, a file, or none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from explorer.ui.language import in_words
from models.presets import ALL


class BaselineMenu(QMenu):
    """Asks; who pins is somebody else."""

    sourceChosen = Signal(str)
    """A preset's name or the path of a file."""

    def __init__(self, pin: QAction, unpin: QAction, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.addAction(pin)
        self.presets = self.addMenu(self.tr("Compare with a preset"))
        self.presets.aboutToShow.connect(self._fill_presets)
        self.file = self.addAction(self.tr("Compare with a file…"))
        self.file.triggered.connect(self._ask)
        self.addSeparator()
        self.addAction(unpin)

    def _fill_presets(self) -> None:
        """A menu for every group; made when it is first looked at."""
        if not self.presets.isEmpty():
            return
        groups: dict[str, QMenu] = {}
        for preset in ALL:
            if preset.group not in groups:
                groups[preset.group] = self.presets.addMenu(in_words(preset.group))
            action = groups[preset.group].addAction(in_words(preset.title))
            action.triggered.connect(lambda _=False, name=preset.name: self.sourceChosen.emit(name))

    def _ask(self) -> None:
        dialog = QFileDialog(self.parentWidget(), self.tr("Compare with a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Experiments (*.json)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.sourceChosen)
        dialog.open()
