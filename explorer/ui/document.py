"""The document: the experiment that is open, its analysis, and every change to it as one undo step."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from explorer.experiment.analysis import Analysis, analyse
from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import load_experiment, save_experiment
from explorer.experiment.field_path import with_field
from explorer.ui.language import in_words
from models.sentence import say_field

BURST_SECONDS = 1.0
"""Edits with the same merge key that follow each other faster than this are one undo step."""

UNDO_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class DocumentState:
    """An experiment and the analysis of its network."""

    experiment: Experiment
    analysis: Analysis


class _File(NamedTuple):
    """The file of the document."""

    path: Path | None
    content: Experiment | None
    """The experiment that needs no saving: as it is in the file, or as an untitled document started."""


class Document(QObject):
    """The one place where the experiment changes; views follow `changed` and call the methods of edits."""

    changed = Signal(object, object)
    """(old: DocumentState | None, new: DocumentState), once per edit, undo, redo, open and new."""
    fileChanged = Signal()
    """The document has another file, or none, or was saved."""

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)
        self._file = _File(None, experiment)
        self._state = DocumentState(experiment, analyse(experiment.network))

    @property
    def state(self) -> DocumentState:
        return self._state

    @property
    def experiment(self) -> Experiment:
        return self._state.experiment

    @property
    def analysis(self) -> Analysis:
        return self._state.analysis

    @property
    def path(self) -> Path | None:
        return self._file.path

    @property
    def is_modified(self) -> bool:
        """Whether anything is lost without saving."""
        return self.experiment != self._file.content

    def edit(self, new: Experiment, text: str, *, merge: str | None = None) -> None:
        """Pushes one undo step called `text`; edits with the same `merge` key within a burst become one step."""
        if new != self.experiment:
            self.undo_stack.push(_Edit(self, self.experiment, new, text, merge))

    def edit_field(self, path: str, value: Any, text: str | None = None) -> None:
        """Edits the field at `path` ("network.stages.1.growth_rate"); a burst in one field is one undo step.

        Raises:
            pydantic.ValidationError: the value's type is not the field's.
        """
        name = in_words(say_field(path.rpartition(".")[2]))
        self.edit(
            with_field(self.experiment, path, value),
            text or self.tr("change {}").format(name),
            merge=path,
        )

    def open_untitled(self, experiment: Experiment, text: str) -> None:
        """Opens an untitled document as one undo step; undo restores the one before with its file."""
        if experiment != self.experiment or self.path is not None:
            self.undo_stack.push(_OpenUntitled(self, experiment, text))

    def load(self, path: Path) -> None:
        """Opens a file and clears the undo history.

        Raises:
            ExperimentFileError: the file cannot be read; the document stays as it was.
        """
        self.replace(load_experiment(path), path)

    def save(self, path: Path) -> None:
        """Writes the file, which becomes the document's.

        Raises:
            FileWriteError: the file cannot be written; the document stays modified.
        """
        save_experiment(path, self.experiment)
        self._file = _File(path, self.experiment)
        self.fileChanged.emit()

    def replace(self, experiment: Experiment, path: Path | None = None) -> None:
        """Replaces the experiment and clears the undo history."""
        self.undo_stack.clear()
        self._swap(experiment, _File(path, experiment))

    def recover(self, experiment: Experiment, path: Path | None) -> None:
        """Replaces the experiment by unsaved work of an earlier session, which is modified until it is saved."""
        self.undo_stack.clear()
        self._swap(experiment, _File(path, None))

    def _swap(self, experiment: Experiment, file: _File) -> tuple[Experiment, _File]:
        """Replaces the experiment and its file; returns those before."""
        before = self.experiment, self._file
        self._file = file
        self._set_experiment(experiment)
        self.fileChanged.emit()
        return before

    def _set_experiment(self, experiment: Experiment) -> None:
        old = self._state
        same_network = experiment.network == old.experiment.network
        analysis = old.analysis if same_network else analyse(experiment.network)
        self._state = DocumentState(experiment, analysis)
        self.changed.emit(old, self._state)


class _OpenUntitled(QUndoCommand):
    """Swaps two documents."""

    def __init__(self, document: Document, experiment: Experiment, text: str) -> None:
        super().__init__(text)
        self._document = document
        self._other = experiment, _File(None, experiment)

    def redo(self) -> None:
        self._other = self._document._swap(*self._other)

    def undo(self) -> None:
        self._other = self._document._swap(*self._other)


class _Edit(QUndoCommand):
    """Replaces one experiment by another."""

    def __init__(self, document: Document, old: Experiment, new: Experiment, text: str, merge: str | None) -> None:
        super().__init__(text)
        self._document = document
        self._old = old
        self._new = new
        self._merge = merge
        self._time = time.monotonic()

    def id(self) -> int:
        return -1 if self._merge is None else 1

    def redo(self) -> None:
        self._document._set_experiment(self._new)

    def undo(self) -> None:
        self._document._set_experiment(self._old)

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Edit) or other._merge != self._merge or other._time - self._time > BURST_SECONDS:
            return False
        self._new, self._time = other._new, other._time
        self.setObsolete(self._new == self._old)
        return True
