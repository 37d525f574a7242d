"""What a network sees in a person's own images: a Qt model, and how a image and its most probable classes look."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.runs.evaluation_result import ClassShare, ImagePrediction
from explorer.ui.language import in_words
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font
from explorer.ui.train_page.curves.metric import write_share
from explorer.ui.train_page.results.thumbnail import as_image, paint_fitted
from explorer.ui.widgets.table_model import LEFT, RIGHT, Column, Index, TableModel

HEIGHT = 136
PADDING = 12
SIDE = HEIGHT - 2 * PADDING
SEEN_SIDE = 48
NOTE_WIDTH = 210
BAR_HEIGHT = 18
PERCENT_WIDTH = 68


class PredictionModel(TableModel):
    """One row a image, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__((Column("", _text),), parent)
        self._images: dict[int, tuple[QImage, QImage]] = {}

    @property
    def predictions(self) -> Sequence[ImagePrediction]:
        return tuple(self.rows)

    def add(self, predictions: Sequence[ImagePrediction]) -> None:
        """Puts them above the others, in their order."""
        if predictions:
            self.beginInsertRows(QModelIndex(), 0, len(predictions) - 1)
            self.rows[:0] = predictions
            self.endInsertRows()

    def clear(self) -> None:
        self._images = {}
        self.reset([])

    def about(self, row: ImagePrediction) -> str:
        return in_words(row.problem or "") or row.path

    def images(self, row: ImagePrediction) -> tuple[QImage, QImage] | tuple[None, None]:
        """The image, and what the network was shown of it; None where it is broken."""
        if row.thumbnail is None:
            return None, None
        key = id(row)
        if key not in self._images:
            self._images[key] = as_image(row.thumbnail), as_image(row.seen)
        return self._images[key]


class PredictionDelegate(QStyledItemDelegate):
    """The image on the left, what it is beside it, the classes as bars on the right."""

    def __init__(self, model: PredictionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._bold, self._plain, self._small = scaled_font(bold=True), scaled_font(), scaled_font(-1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        area, prediction = option.rect, self._model.row(index)
        image, seen = self._model.images(prediction)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, themed("selection"))
        painter.setPen(themed("grid"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        self._paint_image(painter, area, image)
        left = area.left() + 2 * PADDING + SIDE
        if prediction.problem is not None:
            self._paint_problem(painter, area.adjusted(2 * PADDING + SIDE, PADDING, -PADDING, -PADDING), prediction)
        else:
            self._paint_note(painter, QRect(left, area.top() + PADDING, NOTE_WIDTH, SIDE), prediction, seen)
            bars = left + NOTE_WIDTH + 2 * PADDING
            self._paint_bars(painter, QRect(bars, area.top(), area.right() - PADDING - bars, HEIGHT), prediction.top)
        painter.restore()

    def _paint_image(self, painter: QPainter, area: QRect, image: QImage | None) -> None:
        room = QRectF(area.left() + PADDING, area.top() + PADDING, SIDE, SIDE)
        if image is None:
            painter.fillRect(room, themed("sunken"))
            self._write(painter, room.toRect(), "?", self._bold, "text_disabled", Qt.AlignmentFlag.AlignCenter)
        else:
            paint_fitted(painter, image, room)

    def _paint_problem(self, painter: QPainter, area: QRect, prediction: ImagePrediction) -> None:
        painter.setFont(self._plain)
        painter.setPen(themed("danger"))
        painter.drawText(area, LEFT | Qt.TextFlag.TextWordWrap, in_words(prediction.problem))

    def _paint_note(self, painter: QPainter, area: QRect, prediction: ImagePrediction, image: QImage) -> None:
        line = QRect(area.left(), area.top(), area.width(), 20)
        self._write(painter, line, Path(prediction.path).name, self._bold, "text", LEFT)
        line.translate(0, 20)
        self._write(painter, line, prediction.source, self._small, "text_muted", LEFT)
        seen = QRectF(area.left(), area.bottom() - SEEN_SIDE, SEEN_SIDE, SEEN_SIDE)
        paint_fitted(painter, image, seen)
        words = QRect(area.left() + SEEN_SIDE + 8, int(seen.top()), area.width() - SEEN_SIDE - 8, SEEN_SIDE)
        painter.setFont(self._small)
        painter.setPen(themed("text_muted"))
        seen_text = in_words(prediction.change) or self.tr("as the network sees it")
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


def _text(prediction: ImagePrediction) -> str:
    name = Path(prediction.path).name
    if prediction.problem is not None:
        return f"{name}: {in_words(prediction.problem)}"
    return f"{name}: " + ", ".join(f"{share.name} {write_share(share.probability)}" for share in prediction.top)
