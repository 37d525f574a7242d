"""A gallery of pictures with what they are and what they were taken for."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.ui.palette import themed
from explorer.ui.results.gallery_model import IMAGE_ROLE, LABEL_ROLE, PREDICTION_ROLE, SHARE_ROLE, GalleryModel
from explorer.ui.results.thumbnail import paint_fitted
from explorer.ui.theme import scaled_font

TILE = QSize(124, 158)
LINE = 17
PADDING = 8
PICTURE_SIDE = 84
GAP = 8
COLUMNS = 8
MOST_ROWS = 8
"""Of the gallery as a file."""
PICTURE_SCALE = 2


class Gallery(QListView):
    """Tiles that flow with the width; arrow keys go from one to the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.pictures = GalleryModel(self)
        self.setModel(self.pictures)
        self._delegate = _TileDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSpacing(4)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def picture(self) -> QImage:
        """The first tiles as a picture for a file, in rows of COLUMNS."""
        num_tiles = min(self.pictures.rowCount(), COLUMNS * MOST_ROWS)
        step_x, step_y = TILE.width() + GAP, TILE.height() + GAP
        size = QSize(COLUMNS * step_x + GAP, max(1, -(-num_tiles // COLUMNS)) * step_y + GAP)
        image = QImage(size * PICTURE_SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(PICTURE_SCALE)
        image.fill(themed("surface"))
        option = QStyleOptionViewItem()
        with QPainter(image) as painter:
            for row in range(num_tiles):
                corner = QPoint(GAP + row % COLUMNS * step_x, GAP + row // COLUMNS * step_y)
                option.rect = QRect(corner, TILE)
                self._delegate.paint(painter, option, self.pictures.index(row))
        return image


class _TileDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bold, self._small = scaled_font(bold=True), scaled_font(-1)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return TILE

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_tile(painter, option)
        self._paint_picture(painter, option.rect, index)
        self._paint_words(painter, option.rect, index)
        painter.restore()

    def _paint_tile(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(themed("accent" if is_selected else "border_strong" if is_hovered else "border"))
        painter.setBrush(themed("selection" if is_selected else "raised"))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_picture(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        left = area.left() + (area.width() - PICTURE_SIDE) / 2
        room = QRectF(left, area.top() + PADDING, PICTURE_SIDE, PICTURE_SIDE)
        image = index.data(IMAGE_ROLE)
        if image is not None:
            paint_fitted(painter, image, room)
            return
        painter.setPen(themed("text_disabled"))
        painter.setFont(self._small)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "…")

    def _paint_words(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        line = QRect(
            area.left() + PADDING, area.top() + 2 * PADDING + PICTURE_SIDE - 4, area.width() - 2 * PADDING, LINE
        )
        label, prediction = index.data(LABEL_ROLE), index.data(PREDICTION_ROLE)
        self._write(painter, line, label, self._bold, "text" if prediction else "success")
        line.translate(0, LINE)
        if prediction:
            self._write(painter, line, f"→ {prediction}", self._bold, "danger")
            line.translate(0, LINE)
        self._write(painter, line, index.data(SHARE_ROLE), self._small, "text_muted")

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(themed(color))
        fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, fitted)
