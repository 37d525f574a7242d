"""The ledger: the same network as the papers and other programs count it, with the reason for each difference."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from explorer.ui.costs.ledger_delegate import LedgerDelegate
from explorer.ui.costs.ledger_model import LedgerModel
from explorer.ui.document import DocumentState
from models.conventions import ledger


class LedgerView(QWidget):
    """Shows the counts of a legal network; of one that is not, those of the last legal one, dimmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LedgerModel(self)
        self.list = _WrappingList()
        self._delegate = LedgerDelegate(self.model, self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("The network as others count it"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)

    def set_state(self, state: DocumentState) -> None:
        summary = state.analysis.summary
        self.setEnabled(summary is not None)
        if summary is not None:
            self.model.set_rows(ledger(summary))


class _WrappingList(QListView):
    """Its rows are as high as their text needs at the list's width."""

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
