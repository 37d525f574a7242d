"""The data that a network is trained on: which, where, and what was found there."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from explorer.experiment.data_sets import KNOWN_DATA, data_root, seems_here
from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.number_format import byte_count
from explorer.runs.events import DataFound
from explorer.ui.editor.field_row import FieldRow
from explorer.ui.subject_text import subject_text
from explorer.ui.training.data_watch import DataWatch
from explorer.ui.training.path_field import PathField
from explorer.ui.training.recipe_form import fill_rows
from explorer.ui.training.recipe_plan import data_source_field, data_split_field

PATH_DOC = DataConfig.model_fields["path"].description.replace("\n", " ")
LISTED_CLASSES = 40
"""Names of classes in the tooltip."""


class DataSection(QWidget):
    """Chooses the data and says what is known of it."""

    fieldEdited = Signal(str, object)
    """(path in the experiment, value)."""
    lookRequested = Signal()
    """The folder may hold something else by now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source, self.split = FieldRow(data_source_field()), FieldRow(data_split_field())
        for row in (self.source, self.split):
            row.edited.connect(self._tell_row)
        self.path = PathField(self.tr("Picture folder"))
        self.path.line.setToolTip(f"<p>{subject_text(PATH_DOC)}</p>")
        self.path.edited.connect(self._tell_path)
        self.path.confirmed.connect(self.lookRequested)
        self._data = DataConfig()
        self.report = QLabel()
        self.report.setWordWrap(True)
        self._lay_out()

    def set_experiment(self, experiment: Experiment) -> None:
        """Shows which data an experiment has."""
        data = experiment.recipe.data
        fill_rows((self.source, self.split), experiment)
        self._data = data
        self.path.setVisible(data.name != "digits")
        self.path.line.setPlaceholderText(self._describe_place(data))
        self.path.set_path(data.path or "")

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

    def _describe(self, found: DataFound) -> str:
        text = self.tr("{:,} classes · {:,} to train on · {:,} to test on").format(
            len(found.classes), found.train_images, found.test_images
        )
        if self._data.name == "folder" or seems_here(self._data):
            return text
        size = byte_count(KNOWN_DATA[self._data.name].download_bytes)
        return text + "\n" + self.tr("Downloaded once, when it is first needed: {}").format(size)

    def _describe_place(self, data: DataConfig) -> str:
        return self.tr("Picture folder") if data.name == "folder" else str(data_root(DataConfig(name=data.name)))

    def _list_classes(self, found: DataFound) -> str:
        names = ", ".join(found.classes[:LISTED_CLASSES])
        more = len(found.classes) - LISTED_CLASSES
        return self.tr("{} and {} more").format(names, more) if more > 0 else names

    def _show_report(self, text: str, role: str, tip: str = "") -> None:
        self.report.setText(text)
        self.report.setToolTip(tip)
        self.report.setProperty("role", role)
        self.report.style().polish(self.report)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Data"))
        title.setProperty("role", "section")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(2)
        for widget in (title, self.source, self.path, self.report, self.split):
            layout.addWidget(widget)

    @Slot(object)
    def _tell_row(self, value: object) -> None:
        row = self.sender()
        if row is self.source:
            # The folder of one's own pictures is not where another set is kept.
            self.fieldEdited.emit("recipe.data", self._data.model_copy(update={"name": value, "path": None}))
        else:
            self.fieldEdited.emit(row.plan.path, value)

    @Slot(str)
    def _tell_path(self, text: str) -> None:
        self.fieldEdited.emit("recipe.data.path", text or None)
