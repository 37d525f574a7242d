"""The deletion of runs: to the trash, or for good after a question; what was moved last can be put back."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from explorer.atomic_file import FileWriteError, write_errors_named
from explorer.runs.run_files import is_being_written
from explorer.runs.run_folder import RunFolder
from explorer.runs.run_record import RunRecord
from explorer.ui.widgets.dialogs import question

Button = QMessageBox.StandardButton


@dataclass(frozen=True, slots=True)
class Trashed:
    """A folder in the trash, and where it came from."""

    origin: Path
    place: Path


def is_deletable(path: Path) -> bool:
    """Whether no process writes the run."""
    return not is_being_written(RunFolder(path))


def move_to_trash(path: Path) -> Trashed | None:
    """None where the system has no trash for this folder: it is still there."""
    file = QFile(str(path))
    # Once it is moved its name is that of its place there.
    return Trashed(path, Path(file.fileName())) if file.moveToTrash() else None


def put_back(trashed: Trashed) -> None:
    """Raises FileWriteError where that cannot be done: the trash may have been emptied."""
    with write_errors_named(trashed.origin):
        trashed.place.rename(trashed.origin)
        # The note that a trash of the freedesktop.org kind keeps beside its files.
        note = trashed.place.parent.parent / "info" / f"{trashed.place.name}.trashinfo"
        note.unlink(missing_ok=True)


def delete_for_good(path: Path) -> None:
    """Raises FileWriteError where a part of it cannot be removed."""
    with write_errors_named(path):
        shutil.rmtree(path)


class RunDeletion(QObject):
    """Never touches a run that is being written."""

    changed = Signal(list)
    """Paths of runs that are gone or back."""
    messageRaised = Signal(str, object)
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
            self.messageRaised.emit("warning", self.tr("A running training cannot be deleted; stop it first."))
        moved = [trashed for path in paths if (trashed := move_to_trash(path)) is not None]
        if moved:
            self._trashed = moved
            self._report_moved(moved)
            self.changed.emit([trashed.origin for trashed in moved])
        left = [path for path in paths if path not in {trashed.origin for trashed in moved}]
        if left:
            self._ask_to_delete(left)

    def restore(self) -> None:
        """Puts back what was moved last."""
        back, self._trashed = self._trashed, []
        for trashed in back:
            try:
                put_back(trashed)
            except FileWriteError as error:
                self.messageRaised.emit("error", str(error))
        self.changed.emit([])

    def _report_moved(self, moved: Sequence[Trashed]) -> None:
        if len(moved) == 1:
            text = self.tr("{} is in the trash; restore it from the menu of the runs.").format(moved[0].origin.name)
        else:
            text = self.tr("Runs moved to the trash: {}; restore them from the menu of the runs.").format(len(moved))
        self.messageRaised.emit("info", text)

    def _ask_to_delete(self, paths: list[Path]) -> None:
        text = self.tr("There is no trash for {}.").format(", ".join(path.name for path in paths))
        note = self.tr("Delete permanently, with weights and curves?")
        box = question(self._window, self.tr("Delete runs"), text, note)
        box.setStandardButtons(Button.Discard | Button.Cancel)
        box.button(Button.Discard).setText(self.tr("Delete permanently"))
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
