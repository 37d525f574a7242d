"""The search dialog: a budget, and the networks of both families that come nearest to it."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.experiment.analysis import Analysis
from explorer.experiment.typed_number import TypedNumberError, parse_count
from explorer.number_format import exact_count, shape_text
from explorer.ui.column_room import ColumnRoom
from explorer.ui.editor.controls import ChoiceBox
from explorer.ui.plain_table import PlainTable
from explorer.ui.share_delegate import ShareDelegate
from explorer.ui.slices import Slices
from explorer.ui.subject_text import subject_text
from explorer.ui.table_model import Column, TableModel
from models.config import NetworkConfig
from models.search import Candidate, nearest_first, search

NAME, PARAMS, MACS, GAP = range(4)
"""The columns."""
LEAST_NAME = 120
SIZE = QSize(640, 400)
COLORS = {"resnet": "residual", "densenet": "dense"}

translate = QCoreApplication.translate


class NearestDialog(QDialog):
    """Searches in slices while the window goes on; says which network a person wants to use."""

    networkRequested = Signal(object)
    """The Candidate to edit from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Nearest networks"))
        self._analysis: Analysis | None = None
        self._found: list[Candidate] = []
        self._num_tried = 0
        self.model = TableModel(candidate_columns(), self)
        self.slices = Slices(self)
        self.budget = QLineEdit()
        self.measure = ChoiceBox((("params", self.tr("parameters")), ("macs", self.tr("MACs"))))
        self.find = QPushButton(self.tr("Search"))
        self.problem, self._about, self._state = QLabel(), QLabel(), QLabel()
        self.table = PlainTable(self.model)
        self._delegate = ShareDelegate(self)
        self.use = QPushButton(self.tr("Use this network"))
        self._close = QPushButton(self.tr("Close"))
        self._set_up()
        self._connect()
        self._lay_out()
        self.resize(SIZE)

    def set_analysis(self, analysis: Analysis) -> None:
        """The network that is edited: its picture and classes are searched for."""
        old, self._analysis = self._analysis, analysis
        picture = analysis.config.input
        shape = shape_text((picture.channels, picture.height, picture.width))
        self._about.setText(
            self.tr("ResNets of basic blocks and DenseNets with bottlenecks, for {} and {} classes.").format(
                shape, exact_count(analysis.config.num_classes)
            )
        )
        is_searched = self.isVisible() and old is not None and _task(old.config) != _task(analysis.config)
        if is_searched:
            self.search()

    def begin(self) -> None:
        """Comes to the front with the budget of the network that is edited, and searches at once."""
        self._prefill()
        self.show()
        self.raise_()
        self.activateWindow()
        self.budget.setFocus()
        self.budget.selectAll()
        self.search()

    def search(self) -> None:
        """Begins anew with the budget as it is typed; a text that is none is answered beside it."""
        self.slices.stop()
        try:
            budget = parse_count(self.budget.text())
        except TypedNumberError as error:
            self._show_problem(subject_text(str(error)))
            return
        self._show_problem("")
        self._found, self._num_tried = [], 0
        self.model.set_rows(())
        picture, num_classes = _task(self._analysis.config)
        self.slices.start(search(budget, self.measure.value(), picture=picture, num_classes=num_classes))

    def done(self, result: int) -> None:
        self.slices.stop()
        super().done(result)

    def _prefill(self) -> None:
        if self._analysis.summary is not None:
            self.budget.setText(exact_count(getattr(self._analysis.summary, self.measure.value())))

    def _show_problem(self, problem: str) -> None:
        self.problem.setText(f"{problem[:1].upper()}{problem[1:]}." if problem else "")
        self.problem.setVisible(bool(problem))
        self.budget.setProperty("issue", bool(problem))
        self.budget.style().polish(self.budget)

    def _take(self, arrived: list[Candidate | None]) -> None:
        self._num_tried += len(arrived)
        self._state.setText(self.tr("{} networks counted…").format(exact_count(self._num_tried)))
        new = [candidate for candidate in arrived if candidate is not None]
        if new:
            self._found += new
            self.model.set_rows(nearest_first(self._found))

    def _finish(self) -> None:
        if not self._found:
            self._state.setText(self.tr("The picture is too small for any of them."))
            return
        text = self.tr("{} networks counted; the nearest of each family first.")
        self._state.setText(text.format(exact_count(self._num_tried)))
        if not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)

    def _choose_measure(self) -> None:
        self._prefill()
        self.search()

    def _use(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self.networkRequested.emit(self.model.row(rows[0]))

    def _set_up(self) -> None:
        self.budget.setAccessibleName(self.tr("Budget"))
        self.budget.setToolTip(self.tr("A count like 1.7M, 4.1 G or 25,557,032"))
        self.measure.setToolTip(self.tr("What the budget counts"))
        for label, role in ((self.problem, "issue"), (self._about, "muted"), (self._state, "caption")):
            label.setProperty("role", role)
            label.setWordWrap(True)
        self.problem.hide()
        self.use.setProperty("role", "primary")
        self.use.setEnabled(False)
        self.use.setAutoDefault(False)
        self.find.setDefault(True)
        self._close.setAutoDefault(False)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName(self.tr("Networks near the budget"))
        self._room = ColumnRoom(self.table, words=(NAME,), least=LEAST_NAME)

    def _connect(self) -> None:
        self.find.clicked.connect(self.search)
        self.measure.edited.connect(self._choose_measure)
        self.slices.arrived.connect(self._take)
        self.slices.finished.connect(self._finish)
        self.table.doubleClicked.connect(self._use)
        self.table.selectionModel().selectionChanged.connect(
            lambda: self.use.setEnabled(self.table.selectionModel().hasSelection())
        )
        self.use.clicked.connect(self._use)
        self._close.clicked.connect(self.close)

    def _lay_out(self) -> None:
        line, foot = QHBoxLayout(), QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(QLabel(self.tr("Budget")))
        line.addWidget(self.budget, 2)
        line.addWidget(self.measure, 1)
        line.addWidget(self.find)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        foot.setSpacing(8)
        foot.addWidget(self._state, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.use)
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        for item in (line, self.problem, self._about, card, foot):
            layout.addLayout(item) if isinstance(item, QHBoxLayout) else layout.addWidget(item)
        layout.setStretchFactor(card, 1)


def candidate_columns() -> tuple[Column, ...]:
    """In the order of NAME to GAP; the nearest network of each family is the first row."""
    return (
        Column(
            translate("Budget", "Network"),
            lambda candidate: subject_text(candidate.title),
            tip=translate("Budget", "Depth as the papers count it, and the width or the growth rate"),
            is_number=False,
            color=lambda candidate: COLORS[candidate.family],
        ),
        Column(
            translate("Budget", "Parameters"),
            lambda candidate: exact_count(candidate.params),
            tip=translate("Budget", "Trainable weights"),
        ),
        Column(
            translate("Budget", "MACs"),
            lambda candidate: exact_count(candidate.macs),
            tip=translate("Budget", "Multiply-accumulates for one picture"),
        ),
        Column(
            translate("Budget", "Difference"),
            lambda candidate: gap_text(candidate.gap),
            tip=translate("Budget", "To the budget"),
        ),
    )


def gap_text(gap: float) -> str:
    """ "+0.4 %", "exact" where there is none."""
    return f"{gap:+.2%}".replace("%", " %") if gap else translate("Budget", "exact")


def _task(config: NetworkConfig) -> tuple:
    """What a network is for: pictures and number of classes."""
    return config.input, config.num_classes
