"""The search dialog: a budget, and the networks of both families nearest to it."""

from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from explorer.experiment.analysis import Analysis
from explorer.experiment.typed_input import TypedNumberError, parse_count
from explorer.number_format import exact_count, shape_text
from explorer.ui.forms.controls import ChoiceBox
from explorer.ui.language import in_words
from explorer.ui.layout import MIDDLE, button, card, label, restyle, row
from explorer.ui.widgets.dialogs import SideDialog
from explorer.ui.widgets.plain_table import ColumnRoom, PlainTable, ShareDelegate
from explorer.ui.widgets.slices import Slices
from explorer.ui.widgets.table_model import Column, TableModel, value_column
from models.config import InputShape, NetworkConfig
from models.search import Candidate, Measure, nearest_first, search

NAME, PARAMS, MACS, GAP = range(4)
"""The columns."""
LEAST_NAME = 120
COLORS = {"resnet": "residual", "densenet": "dense"}

translate = QCoreApplication.translate


class NearestDialog(SideDialog):
    """Searches in slices, so that the window stays responsive, and asks for the network to be edited."""

    networkRequested = Signal(object)
    """The Candidate that a person wants to edit."""

    def __init__(self, analysis: Analysis, parent: QWidget | None = None) -> None:
        super().__init__(QSize(640, 400), parent)
        self.setWindowTitle(self.tr("Find by budget"))
        self._analysis = analysis
        self._found: list[Candidate] = []
        self._num_tried = 0
        self.model = TableModel(candidate_columns(), self)
        self.slices = Slices(self)
        self.slices.arrived.connect(self._add_candidates)
        self.slices.finished.connect(self._show_end)
        self.budget = QLineEdit()
        self.budget.setAccessibleName(self.tr("Budget"))
        self.budget.setToolTip(self.tr("A count like 1.7M, 4.1 G or 25,557,032"))
        self.measure = ChoiceBox(
            (("params", self.tr("parameters")), ("macs", self.tr("MACs"))), toolTip=self.tr("Unit of the budget")
        )
        self.measure.edited.connect(self._choose_measure)
        self.find_button = button(self.tr("Search"), self.search, default=True)
        self.problem = label("", "issue", wordWrap=True, visible=False)
        self._about, self._state = label("", "muted", wordWrap=True), label("", "caption", wordWrap=True)
        self.table = PlainTable(self.model)
        self.table.setItemDelegate(ShareDelegate(self))
        self.table.setAccessibleName(self.tr("Networks near the budget"))
        self.table.doubleClicked.connect(self._request_network)
        self._room = ColumnRoom(self.table, words=(NAME,), least=LEAST_NAME)
        chosen = self.table.selectionModel()
        chosen.selectionChanged.connect(lambda: self.use.setEnabled(chosen.hasSelection()))
        self.use = button(
            self.tr("Use this network"), self._request_network, role="primary", enabled=False, autoDefault=False
        )
        self.close_button.setAutoDefault(False)
        line = row(label(self.tr("Budget")), (self.budget, 2), (self.measure, 1), self.find_button)
        foot = ((self._state, 1, MIDDLE), self.use)
        self.lay_out(line, self.problem, self._about, (card(self.table), 1), foot=foot, spacing=8)
        self.set_analysis(analysis)

    def set_analysis(self, analysis: Analysis) -> None:
        """Searches for the image and the classes of the network that is edited."""
        old, self._analysis = self._analysis, analysis
        image = analysis.config.input
        shape = shape_text((image.channels, image.height, image.width))
        self._about.setText(
            self.tr("ResNets of basic blocks and DenseNets with bottlenecks, for {} and {} classes.").format(
                shape, exact_count(analysis.config.num_classes)
            )
        )
        if self.isVisible() and _task(old.config) != _task(analysis.config):
            self.search()

    def show_and_search(self) -> None:
        """Brings the dialog to the front with the budget of the network that is edited, and searches."""
        self._fill_budget()
        self.bring_to_front()
        self.budget.setFocus()
        self.budget.selectAll()
        self.search()

    def search(self) -> None:
        """Starts a new search for the typed budget; a text that is none is marked, with the reason below it."""
        self.slices.stop()
        try:
            budget = parse_count(self.budget.text())
        except TypedNumberError as error:
            self._show_problem(in_words(error))
            return
        self._show_problem("")
        self._found, self._num_tried = [], 0
        self.model.set_rows(())
        image, num_classes = _task(self._analysis.config)
        self.slices.start(search(budget, self._measure, image=image, num_classes=num_classes))

    def done(self, result: int) -> None:
        self.slices.stop()
        super().done(result)

    @property
    def _measure(self) -> Measure:
        return "macs" if self.measure.value() == "macs" else "params"

    def _fill_budget(self) -> None:
        if self._analysis.summary is not None:
            self.budget.setText(exact_count(getattr(self._analysis.summary, self._measure)))

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(f"{problem[:1].upper()}{problem[1:]}." if problem else "")
        self.problem.setVisible(bool(problem))
        restyle(self.budget, issue=bool(problem))

    def _add_candidates(self, arrived: list[Candidate | None]) -> None:
        self._num_tried += len(arrived)
        self._state.setText(self.tr("{} networks evaluated…").format(exact_count(self._num_tried)))
        new = [candidate for candidate in arrived if candidate is not None]
        if new:
            self._found += new
            self.model.set_rows(nearest_first(self._found))

    def _show_end(self) -> None:
        if not self._found:
            self._state.setText(self.tr("The image is too small for any of them."))
            return
        text = self.tr("{} networks evaluated; the nearest of each family first.")
        self._state.setText(text.format(exact_count(self._num_tried)))
        if not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)

    def _choose_measure(self) -> None:
        self._fill_budget()
        self.search()

    def _request_network(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self.networkRequested.emit(self.model.row(rows[0]))


def candidate_columns() -> tuple[Column, ...]:
    """The columns, in the order of NAME to GAP."""
    return (
        value_column(
            translate("Budget", "Network"),
            attrgetter("title"),
            in_words,
            tip=translate("Budget", "Depth as counted in the papers, and the width or growth rate"),
            is_number=False,
            color=lambda candidate: COLORS[candidate.family],
        ),
        value_column(
            translate("Budget", "Parameters"),
            attrgetter("params"),
            exact_count,
            tip=translate("Budget", "Trainable parameters"),
        ),
        value_column(
            translate("Budget", "MACs"),
            attrgetter("macs"),
            exact_count,
            tip=translate("Budget", "Multiply-accumulates for one image"),
        ),
        value_column(
            translate("Budget", "Difference"), attrgetter("gap"), gap_text, tip=translate("Budget", "To the budget")
        ),
    )


def gap_text(gap: float) -> str:
    """ "+0.4 %", "exact" where there is none."""
    return f"{gap:+.2%}".replace("%", " %") if gap else translate("Budget", "exact")


def _task(config: NetworkConfig) -> tuple[InputShape, int]:
    """The images and the number of classes of a network."""
    return config.input, config.num_classes
