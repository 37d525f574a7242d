"""The ways to find a network: what their dialogs propose becomes one edit of the document."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from explorer.experiment.sweep import SweepRow
from explorer.ui.budget.nearest_dialog import NearestDialog
from explorer.ui.document import Document
from explorer.ui.subject_text import subject_text
from explorer.ui.sweep.sweep_dialog import SweepDialog
from explorer.ui.window_actions import WindowActions
from models.search import Candidate


class Exploration(QObject):
    """Makes each dialog when it is first asked for, and keeps it in step with the document."""

    def __init__(self, document: Document, commands: WindowActions, window: QWidget) -> None:
        super().__init__(window)
        self._document, self._window = document, window
        self.nearest: NearestDialog | None = None
        self.sweep: SweepDialog | None = None
        commands.nearest.triggered.connect(self._find_nearest)
        commands.sweep.triggered.connect(self._open_sweep)
        for command in (commands.nearest, commands.sweep):
            command.setEnabled(True)
        document.changed.connect(self._follow)

    def _follow(self) -> None:
        if self.nearest is not None:
            self.nearest.set_analysis(self._document.analysis)
        if self.sweep is not None:
            self.sweep.set_state(self._document.state)

    def _find_nearest(self) -> None:
        if self.nearest is None:
            self.nearest = NearestDialog(self._window)
            self.nearest.networkRequested.connect(self._take_candidate)
        self.nearest.set_analysis(self._document.analysis)
        self.nearest.begin()

    def _open_sweep(self) -> None:
        if self.sweep is None:
            self.sweep = SweepDialog(self._window)
            self.sweep.rowTaken.connect(self._take_row)
        self.sweep.set_state(self._document.state)
        self.sweep.begin()

    def _take_row(self, row: SweepRow) -> None:
        experiment = self._document.experiment.model_copy(update={"network": row.config})
        self._document.edit(experiment, self.tr("use a network of the sweep"))

    def _take_candidate(self, candidate: Candidate) -> None:
        update = {"name": candidate.title, "network": candidate.config}
        experiment = self._document.experiment.model_copy(update=update)
        self._document.edit(experiment, self.tr("use {}").format(subject_text(candidate.title)))
