"""How a picture and its most probable classes look."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.runs.picture_prediction import ClassShare, PicturePrediction
from explorer.ui.palette import themed
from explorer.ui.results.prediction_model import IMAGE_ROLE, PREDICTION_ROLE, SEEN_ROLE
from explorer.ui.results.thumbnail import paint_fitted
from explorer.ui.subject_text import subject_text
from explorer.ui.theme import scaled_font
from explorer.ui.training.metric import write_share

HEIGHT = 136
PADDING = 12
SIDE = HEIGHT - 2 * PADDING
SEEN_SIDE = 48
NOTE_WIDTH = 210
BAR_HEIGHT = 18
PERCENT_WIDTH = 68

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PredictionDelegate(QStyledItemDelegate):
    """The picture on the left, what it is beside it, the classes as bars on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bold, self._plain, self._small = scaled_font(bold=True), scaled_font(), scaled_font(-1)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        area, prediction = option.rect, index.data(PREDICTION_ROLE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, themed("selection"))
        painter.setPen(themed("grid"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_pictures(painter, area, index)
        left = area.left() + 2 * PADDING + SIDE
        if prediction.problem is not None:
            self._paint_problem(painter, area.adjusted(2 * PADDING + SIDE, PADDING, -PADDING, -PADDING), prediction)
        else:
            self._paint_note(painter, QRect(left, area.top() + PADDING, NOTE_WIDTH, SIDE), prediction, index)
            bars = left + NOTE_WIDTH + 2 * PADDING
            self._paint_bars(painter, QRect(bars, area.top(), area.right() - PADDING - bars, HEIGHT), prediction.top)
        painter.restore()

    def _paint_pictures(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        room = QRectF(area.left() + PADDING, area.top() + PADDING, SIDE, SIDE)
        image = index.data(IMAGE_ROLE)
        if image is None:
            painter.fillRect(room, themed("sunken"))
            self._write(painter, room.toRect(), "?", self._bold, "text_disabled", Qt.AlignmentFlag.AlignCenter)
        else:
            paint_fitted(painter, image, room)

    def _paint_problem(self, painter: QPainter, area: QRect, prediction: PicturePrediction) -> None:
        painter.setFont(self._plain)
        painter.setPen(themed("danger"))
        painter.drawText(area, LEFT | Qt.TextFlag.TextWordWrap, subject_text(prediction.problem))

    def _paint_note(
        self, painter: QPainter, area: QRect, prediction: PicturePrediction, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = QRect(area.left(), area.top(), area.width(), 20)
        self._write(painter, line, Path(prediction.path).name, self._bold, "text", LEFT)
        line.translate(0, 20)
        self._write(painter, line, prediction.source, self._small, "text_muted", LEFT)
        seen = QRectF(area.left(), area.bottom() - SEEN_SIDE, SEEN_SIDE, SEEN_SIDE)
        paint_fitted(painter, index.data(SEEN_ROLE), seen)
        words = QRect(area.left() + SEEN_SIDE + 8, int(seen.top()), area.width() - SEEN_SIDE - 8, SEEN_SIDE)
        painter.setFont(self._small)
        painter.setPen(themed("text_muted"))
        seen_text = prediction.change or self.tr("as the network sees it")
        painter.drawText(words, LEFT | Qt.TextFlag.TextWordWrap, seen_text)

    def _paint_bars(self, painter: QPainter, area: QRect, top: tuple[ClassShare, ...]) -> None:
        if not top:
            return
        step = min(24, SIDE // len(top))
        begin = area.top() + (HEIGHT - step * len(top)) // 2
        painter.setFont(self._plain)
        names = max(painter.fontMetrics().horizontalAdvance(share.name) for share in top)
        name_width = min(names + 10, area.width() // 3)
        for row, share in enumerate(top):
            color, font = ("accent", self._bold) if row == 0 else ("text_disabled", self._plain)
            line = QRect(area.left(), begin + row * step, name_width, step)
            self._write(painter, line, share.name, font, "text" if row == 0 else "text_muted", LEFT)
            room = QRectF(line.right(), line.top() + (step - BAR_HEIGHT) / 2, 0, BAR_HEIGHT)
            room.setRight(area.right() - PERCENT_WIDTH)
            painter.fillRect(room, themed("sunken"))
            room.setWidth(max(1.0, room.width() * share.probability))
            painter.fillRect(room, themed(color))
            percent = QRect(area.right() - PERCENT_WIDTH, line.top(), PERCENT_WIDTH, step)
            tint = "text" if row == 0 else "text_muted"
            self._write(painter, percent, write_share(share.probability), font, tint, RIGHT)

    def _write(
        self, painter: QPainter, area: QRect, text: str, font: QFont, color: str, alignment: Qt.AlignmentFlag
    ) -> None:
        painter.setFont(font)
        painter.setPen(themed(color))
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, alignment, fitted)
