"""The deletion of runs: to the trash, or for good after a question; what was moved last can be put back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from explorer.atomic_file import FileWriteError
from explorer.runs.run_record import RunRecord
from explorer.ui.training.run_trash import Trashed, delete_for_good, is_deletable, move_to_trash, put_back

Button = QMessageBox.StandardButton


class RunDeletion(QObject):
    """Never touches a run that is being written."""

    changed = Signal(list)
    """Paths of runs that are gone or back."""
    messageRaised = Signal(str, str)
    """(severity, sentence)."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._trashed: list[Trashed] = []

    @property
    def num_restorable(self) -> int:
        """How many runs were moved to the trash last."""
        return len(self._trashed)

    def delete(self, records: Sequence[RunRecord]) -> None:
        """Moves runs to the trash; asks what to do with those for which there is none."""
        paths = [record.path for record in records if is_deletable(record.path)]
        if len(paths) < len(records):
            self.messageRaised.emit("warning", self.tr("A run that is being written cannot be deleted; stop it first."))
        moved = [trashed for path in paths if (trashed := move_to_trash(path)) is not None]
        if moved:
            self._trashed = moved
            self._tell_moved(moved)
            self.changed.emit([trashed.origin for trashed in moved])
        left = [path for path in paths if path not in {trashed.origin for trashed in moved}]
        if left:
            self._ask(left)

    def restore(self) -> None:
        """Puts back what was moved last."""
        back, self._trashed = self._trashed, []
        for trashed in back:
            try:
                put_back(trashed)
            except FileWriteError as error:
                self.messageRaised.emit("error", str(error))
        self.changed.emit([])

    def _tell_moved(self, moved: Sequence[Trashed]) -> None:
        if len(moved) == 1:
            text = self.tr("{} is in the trash; the menu of the runs puts it back.").format(moved[0].origin.name)
        else:
            text = self.tr("Runs moved to the trash: {}; the menu of the runs puts them back.").format(len(moved))
        self.messageRaised.emit("info", text)

    def _ask(self, paths: list[Path]) -> None:
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.WindowModal)
        box.setWindowTitle(self.tr("Delete runs"))
        box.setText(self.tr("There is no trash for {}.").format(", ".join(path.name for path in paths)))
        box.setInformativeText(self.tr("Delete for good, with weights and curves?"))
        box.setStandardButtons(Button.Discard | Button.Cancel)
        box.button(Button.Discard).setText(self.tr("Delete for good"))
        box.setDefaultButton(Button.Cancel)
        box.buttonClicked.connect(lambda button: self._delete(box.standardButton(button), paths))
        box.open()

    def _delete(self, answer: Button, paths: list[Path]) -> None:
        if answer != Button.Discard:
            return
        gone = []
        for path in paths:
            try:
                delete_for_good(path)
                gone.append(path)
            except FileWriteError as error:
                self.messageRaised.emit("error", str(error))
        self.changed.emit(gone)
