"""The page where the user drops images, and the classes that the network takes them for."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QRect, QRectF, QSize, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QFont, QImage, QPainter
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.runs.evaluation_result import ClassShare, ImagePrediction
from explorer.ui.icons import Mark
from explorer.ui.language import in_words
from explorer.ui.layout import CENTER, button, column, container, label, restyle, row, styled
from explorer.ui.palette import themed
from explorer.ui.theme import scaled_font
from explorer.ui.train_page.curves.metric import write_share
from explorer.ui.train_page.results.gallery import as_image, paint_fitted
from explorer.ui.widgets.table_model import LEFT, RIGHT, Column, Index, TableModel

SUFFIXES = ("jpg", "jpeg", "png", "bmp", "gif", "webp", "tif", "tiff", "ppm", "pgm", "pbm")
HEIGHT = 136
PADDING = 12
SIDE = HEIGHT - 2 * PADDING
SEEN_SIDE = 48
NOTE_WIDTH = 210
BAR_HEIGHT = 18
PERCENT_WIDTH = 68


class TryView(QFrame):
    """Asks for images to be recognised, and shows what came of it."""

    imagesRequested = Signal(list)
    """Paths of the images, of files and of folders."""

    def __init__(self) -> None:
        super().__init__()
        styled(self, "card", acceptDrops=True)
        self.predictions = PredictionModel(self)
        self.list = styled(QListView(uniformItemSizes=True), "plain")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(self.tr("Images and their predicted classes"))
        self.list.setModel(self.predictions)
        self.list.setItemDelegate(PredictionDelegate(self.predictions, self))
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.open = button(self.tr("Open images…"), self._choose, mark="open", role="primary")
        self.clear = button(self.tr("Clear"), self._clear)
        self.state = label("", "caption")
        title = label(self.tr("Drop images here, or open them"), "title")
        hint = label(
            self.tr("Images of any size and format are rotated upright, scaled and cropped as in training."), "muted"
        )
        parts = (Mark("open", "text_disabled", 40), title, hint)
        self._pages = QStackedWidget()
        self._pages.addWidget(container(column(..., *((part, CENTER) for part in parts), ..., spacing=8, margins=9)))
        self._pages.addWidget(self.list)
        head = row(self.open, self.clear, (self.state, 1), spacing=8, margins=(12, 10, 12, 8))
        self.setLayout(column(head, (self._pages, 1), spacing=0, margins=1))
        self._show_page()

    def add(self, predictions: Sequence[ImagePrediction]) -> None:
        """Shows what was seen in some images, above what was there before."""
        self.predictions.add(predictions)
        self._show_page()
        self.list.scrollToTop()

    def set_state(self, text: str) -> None:
        """One line about the job that is running; empty if none is."""
        self.state.setText(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._mark_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark_drop(False)
        event.acceptProposedAction()
        self._request([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])

    def _mark_drop(self, is_over: bool) -> None:
        restyle(self, drop=is_over)

    @Slot()
    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        dialog = QFileDialog(self, self.tr("Open images"), folder or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        images = self.tr("Images ({})").format(" ".join(f"*.{suffix}" for suffix in SUFFIXES))
        dialog.setNameFilters([images, self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._request)
        dialog.open()

    @Slot(list)
    def _request(self, paths: list[str]) -> None:
        if paths:
            self.imagesRequested.emit(paths)

    @Slot()
    def _clear(self) -> None:
        self.predictions.clear()
        self._show_page()

    def _show_page(self) -> None:
        has_any = bool(self.predictions.rowCount())
        self._pages.setCurrentIndex(1 if has_any else 0)
        self.clear.setEnabled(has_any)


class PredictionModel(TableModel):
    """One row an image, the latest first."""

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
            self.rows = [*predictions, *self.rows]
            self.endInsertRows()

    def clear(self) -> None:
        self._images = {}
        self.reset([])

    def about(self, row: ImagePrediction) -> str:
        return in_words(row.problem or "") or row.path

    def images(self, row: ImagePrediction) -> tuple[QImage, QImage] | tuple[None, None]:
        """The image, and what the network was shown of it; None where it is broken."""
        if row.thumbnail is None or row.seen is None:
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

    def _paint_note(self, painter: QPainter, area: QRect, prediction: ImagePrediction, seen: QImage | None) -> None:
        line = QRect(area.left(), area.top(), area.width(), 20)
        self._write(painter, line, Path(prediction.path).name, self._bold, "text", LEFT)
        line.translate(0, 20)
        self._write(painter, line, prediction.source, self._small, "text_muted", LEFT)
        if seen is not None:
            paint_fitted(painter, seen, QRectF(area.left(), area.bottom() - SEEN_SIDE, SEEN_SIDE, SEEN_SIDE))
        words = QRect(area.left() + SEEN_SIDE + 8, area.bottom() - SEEN_SIDE, area.width() - SEEN_SIDE - 8, SEEN_SIDE)
        painter.setFont(self._small)
        painter.setPen(themed("text_muted"))
        seen_text = in_words(prediction.change) or self.tr("network input")
        painter.drawText(words, LEFT | Qt.TextFlag.TextWordWrap, seen_text)

    def _paint_bars(self, painter: QPainter, area: QRect, top: tuple[ClassShare, ...]) -> None:
        if not top:
            return
        step = min(24, SIDE // len(top))
        begin = area.top() + (HEIGHT - step * len(top)) // 2
        painter.setFont(self._plain)
        names = max(painter.fontMetrics().horizontalAdvance(share.name) for share in top)
        name_width = min(names + 10, area.width() // 3)
        for place, share in enumerate(top):
            color, font = ("accent", self._bold) if place == 0 else ("text_disabled", self._plain)
            line = QRect(area.left(), begin + place * step, name_width, step)
            self._write(painter, line, share.name, font, "text" if place == 0 else "text_muted", LEFT)
            room = QRectF(line.right(), line.top() + (step - BAR_HEIGHT) / 2, 0, BAR_HEIGHT)
            room.setRight(area.right() - PERCENT_WIDTH)
            painter.fillRect(room, themed("sunken"))
            room.setWidth(max(1.0, room.width() * share.probability))
            painter.fillRect(room, themed(color))
            percent = QRect(area.right() - PERCENT_WIDTH, line.top(), PERCENT_WIDTH, step)
            tint = "text" if place == 0 else "text_muted"
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
