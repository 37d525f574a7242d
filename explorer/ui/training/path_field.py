"""A field for the path of a folder or a file, with a button that chooses it."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from explorer.ui.icons import icon


class PathField(QWidget):
    """Says what a person enters or chooses."""

    edited = Signal(str)
    """The path, without spaces around it; may be empty."""
    confirmed = Signal()
    """Return was pressed."""

    def __init__(self, name: str, filters: tuple[str, ...] | None = None, parent: QWidget | None = None) -> None:
        """
        Args:
            name: what is chosen, for the button and for screen readers.
            filters: name filters of the dialog for a file; None for a folder.
        """
        super().__init__(parent)
        self._name, self._filters = name, filters
        self.line, self.choose = self._make_line(), self._make_button()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose)
        self.line.setPlaceholderText(name)
        self.line.setAccessibleName(name)
        text = self.tr("Choose: {}").format(name)
        self.choose.setToolTip(text)
        self.choose.setAccessibleName(text)

    def set_path(self, path: str) -> None:
        """Shows a path without telling anybody, and without moving the cursor where it is shown already."""
        if self.line.text().strip() != path:
            self.line.setText(path)

    def _make_line(self) -> QLineEdit:
        line = QLineEdit()
        line.textEdited.connect(self._tell)
        line.returnPressed.connect(self.confirmed)
        return line

    def _make_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("folder"))
        button.setProperty("role", "compact")
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(self._open_dialog)
        return button

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.edited.emit(text.strip())

    @Slot()
    def _open_dialog(self) -> None:
        dialog = QFileDialog(self, self._name, self.line.text().strip() or str(Path.home()))
        if self._filters is None:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilters(self._filters)
        dialog.fileSelected.connect(self._tell)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
