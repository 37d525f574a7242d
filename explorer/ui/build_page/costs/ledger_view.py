"""The ledger: the counts of the network by the conventions of papers and programs, with the reason for each."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.number_format import exact_count
from explorer.ui.document import DocumentState
from explorer.ui.language import in_words
from explorer.ui.layout import column
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font
from explorer.ui.widgets.table_model import LEFT, RIGHT, Column, Index, TableModel
from models.conventions import LedgerRow, ledger

SIDE, ABOVE, BETWEEN = 12, 5, 1
COUNT_END = 0.72
"""Where the column of counts ends, as a share of the width."""
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class LedgerView(QWidget):
    """Shows the counts of a legal network; of one that is not, those of the last legal one, dimmed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TableModel((Column("", _sentence),), self)
        self.list = _WrappingList()
        self._delegate = _LedgerDelegate(self.model, self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("The network by other counting conventions"))
        self.setLayout(column(self.list))

    def set_state(self, state: DocumentState) -> None:
        summary = state.analysis.summary
        self.setEnabled(summary is not None)
        if summary is not None:
            self.model.set_rows(ledger(summary))


class _WrappingList(QListView):
    """A list whose rows are as high as their wrapped text."""

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


class _LedgerDelegate(QStyledItemDelegate):
    """Paints convention, count and difference on one line, and the reason below, wrapped at the view's width."""

    def __init__(self, model: TableModel, view: _WrappingList) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._bold, self._plain, self._small = scaled_font(bold=True), scaled_font(), scaled_font(-1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, max(80, width - 2 * SIDE), 1000)
        text = in_words(self._model.row(index).reason)
        reason = QFontMetrics(self._small).boundingRect(room, WRAPPED, text)
        return QSize(width, 2 * ABOVE + QFontMetrics(self._bold).height() + BETWEEN + reason.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: LedgerRow = self._model.row(index)
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        if index.row():
            painter.fillRect(QRect(option.rect.topLeft(), QSize(option.rect.width(), 1)), themed("border"))
        area = option.rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
        height = QFontMetrics(self._bold).height()
        painter.setPen(themed("text" if is_enabled else "text_muted"))
        painter.setFont(self._bold)
        painter.drawText(QRect(area.left(), area.top(), area.width(), height), LEFT, in_words(row.convention))
        painter.setFont(self._plain)
        count = QRect(area.left(), area.top(), round(area.width() * COUNT_END), height)
        painter.drawText(count, RIGHT, _count(row))
        painter.setPen(themed("text_muted"))
        painter.drawText(QRect(area.left(), area.top(), area.width(), height), RIGHT, _difference(row))
        painter.setFont(self._small)
        painter.drawText(area.adjusted(0, height + BETWEEN, 0, 0), WRAPPED, in_words(row.reason))


def _sentence(row: LedgerRow) -> str:
    return f"{in_words(row.convention)}: {_count(row)}, {_difference(row)}. {in_words(row.reason)}"


def _count(row: LedgerRow) -> str:
    """ "4,089,184,256 MACs"."""
    return f"{exact_count(row.count)} {in_words(row.unit)}"


def _difference(row: LedgerRow) -> str:
    """ "+11,224,552"; "=" where it agrees with the window's MACs."""
    return f"{row.difference:+,}" if row.difference else "="
