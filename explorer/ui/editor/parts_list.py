"""The list of parts with its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QVBoxLayout,
    QWidget,
)

from explorer.experiment.analysis import Analysis
from explorer.ui.actions import make_menu, pop_up, tool_button
from explorer.ui.editor.parts_delegate import PartsDelegate
from explorer.ui.editor.parts_model import PartsModel


class PartsList(QWidget):
    """Shows the parts, one of them selected; asks for another selection and offers the actions on stages."""

    partSelected = Signal(str)

    def __init__(self, actions: list[QAction | None], parent: QWidget | None = None) -> None:
        """`actions` is what can be done with stages, None between groups."""
        super().__init__(parent)
        self._actions = actions
        self._is_quiet = False
        self.model = PartsModel(self)
        self._delegate = PartsDelegate(self)
        self.view, self._title = self._make_view(), QLabel(self.tr("Network"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._make_header())
        layout.addWidget(self.view)

    def set_analysis(self, analysis: Analysis) -> None:
        # Where a row goes, Qt selects its neighbour: that is not a person's choice.
        self._is_quiet = True
        self.model.set_analysis(analysis)
        self._is_quiet = False

    def set_selected(self, part: str) -> None:
        """Selects a part without telling anybody."""
        row = self.model.row_of(part)
        if row is None or row == self.view.currentIndex().row():
            return
        self._is_quiet = True
        self.view.setCurrentIndex(self.model.index(row))
        self._is_quiet = False

    def _make_view(self) -> QListView:
        view = _StillList()
        view.setAccessibleName(self.tr("Parts of the network"))
        view.setProperty("role", "plain")
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        view.selectionModel().currentChanged.connect(self._tell)
        view.addActions([action for action in self._actions if action is not None])
        return view

    def _make_header(self) -> QHBoxLayout:
        header = QHBoxLayout()
        header.setContentsMargins(16, 8, 12, 4)
        header.setSpacing(2)
        self._title.setProperty("role", "title")
        header.addWidget(self._title)
        header.addStretch()
        for action in self._actions:
            header.addSpacing(6) if action is None else header.addWidget(tool_button(action))
        return header

    def _open_menu(self, place: QPoint) -> None:
        pop_up(make_menu(self, *self._actions), self.view.viewport().mapToGlobal(place))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._is_quiet:
            self.partSelected.emit(self.model.part_at(current.row()))


class _StillList(QListView):
    """Rows of one height: QListView would lay all of them out, and paint them, whenever one changes."""

    def dataChanged(self, top: QModelIndex, bottom: QModelIndex, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, top, bottom, list(roles))
