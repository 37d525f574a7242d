"""How a row of the ledger looks: convention, count and difference on one line, the reason wrapped below."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.costs.ledger_model import LedgerModel, count_text, difference_text
from explorer.ui.palette import themed
from explorer.ui.subject_text import subject_text
from explorer.ui.theme import scaled_font

SIDE, ABOVE, BETWEEN = 12, 5, 1
COUNT_END = 0.72
"""Where the column of counts ends, as a share of the width."""
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LedgerDelegate(QStyledItemDelegate):
    """Asks the view for its width: the height of a row follows from it."""

    def __init__(self, model: LedgerModel, view: QWidget) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self._bold, self._plain, self._small = scaled_font(bold=True), scaled_font(), scaled_font(-1)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, max(80, width - 2 * SIDE), 1000)
        reason = QFontMetrics(self._small).boundingRect(
            room, WRAPPED, subject_text(self._model.rows[index.row()].reason)
        )
        return QSize(width, 2 * ABOVE + QFontMetrics(self._bold).height() + BETWEEN + reason.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, is_enabled = self._model.rows[index.row()], bool(option.state & QStyle.StateFlag.State_Enabled)
        if index.row():
            painter.fillRect(QRect(option.rect.topLeft(), QSize(option.rect.width(), 1)), themed("border"))
        area = option.rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE)
        height = QFontMetrics(self._bold).height()
        painter.setPen(themed("text" if is_enabled else "text_muted"))
        painter.setFont(self._bold)
        painter.drawText(QRect(area.left(), area.top(), area.width(), height), LEFT, subject_text(row.convention))
        painter.setFont(self._plain)
        count = QRect(area.left(), area.top(), round(area.width() * COUNT_END), height)
        painter.drawText(count, RIGHT, count_text(row))
        painter.setPen(themed("text_muted"))
        painter.drawText(QRect(area.left(), area.top(), area.width(), height), RIGHT, difference_text(row))
        painter.setFont(self._small)
        painter.drawText(area.adjusted(0, height + BETWEEN, 0, 0), WRAPPED, subject_text(row.reason))
