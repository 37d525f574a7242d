"""The data that a network is trained on: which, where, and what was found there."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.runs.events import DataFound
from explorer.ui.editor.field_row import FieldRow
from explorer.ui.icons import icon
from explorer.ui.palette import Palette
from explorer.ui.training.data_watch import DataWatch
from explorer.ui.training.recipe_form import fill_rows
from explorer.ui.training.recipe_plan import data_source_field, data_split_field

LISTED_CLASSES = 40
"""Names of classes in the tooltip."""


class DataSection(QWidget):
    """Chooses the data and says what is known of it."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source, self.split = FieldRow(data_source_field()), FieldRow(data_split_field())
        for row in (self.source, self.split):
            row.edited.connect(self._tell_row)
        self.path = self._make_path()
        self.choose = self._make_chooser()
        self._folder = QWidget()
        self.report = QLabel()
        self.report.setWordWrap(True)
        self._lay_out()
        self.apply_palette(palette)

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows which data an experiment has."""
        data = experiment.recipe.data
        fill_rows((self.source, self.split), experiment)
        self._folder.setVisible(data.name == "folder")
        if self.path.text() != (data.path or ""):
            self.path.setText(data.path or "")

    def set_knowledge(self, watch: DataWatch) -> None:
        """Shows what was found, or why the data cannot be used."""
        if watch.found is not None:
            self._show_report(self._describe(watch.found), "caption", self._list_classes(watch.found))
        elif watch.refusal:
            self._show_report(watch.refusal, "issue")
        elif watch.is_looking:
            self._show_report(self.tr("Looking into the folder…"), "caption")
        else:
            self._show_report(self.tr("Choose a folder that holds a folder of pictures for each class."), "caption")

    def apply_palette(self, palette: Palette) -> None:
        self.choose.setIcon(icon("folder", palette))

    def _describe(self, found: DataFound) -> str:
        return self.tr("{:,} classes · {:,} to train on · {:,} to test on").format(
            len(found.classes), found.train_images, found.test_images
        )

    def _list_classes(self, found: DataFound) -> str:
        names = ", ".join(found.classes[:LISTED_CLASSES])
        more = len(found.classes) - LISTED_CLASSES
        return self.tr("{} and {} more").format(names, more) if more > 0 else names

    def _show_report(self, text: str, role: str, tip: str = "") -> None:
        self.report.setText(text)
        self.report.setToolTip(tip)
        self.report.setProperty("role", role)
        self.report.style().polish(self.report)

    def _make_path(self) -> QLineEdit:
        path = QLineEdit()
        path.setPlaceholderText(self.tr("Path of the folder"))
        path.setToolTip(DataConfig.model_fields["path"].description)
        path.setAccessibleName(self.tr("Picture folder"))
        path.textEdited.connect(self._tell_path)
        return path

    def _make_chooser(self) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "compact")
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self.tr("Choose the folder"))
        button.setAccessibleName(self.tr("Choose the picture folder"))
        button.clicked.connect(self._choose_folder)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self._folder)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(4)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        title = QLabel(self.tr("Data"))
        title.setProperty("role", "section")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        for widget in (title, self.source, self._folder, self.report, self.split):
            layout.addWidget(widget)

    @Slot(object)
    def _tell_row(self, value: object) -> None:
        self.fieldEdited.emit(self.sender().plan.path, value)

    @Slot(str)
    def _tell_path(self, text: str) -> None:
        self.fieldEdited.emit("recipe.data.path", text.strip() or None)

    @Slot()
    def _choose_folder(self) -> None:
        start = self.path.text() or str(Path.home())
        dialog = QFileDialog(self, self.tr("Choose the picture folder"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._tell_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
