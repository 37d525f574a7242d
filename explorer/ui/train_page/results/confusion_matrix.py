"""The confusion matrix as a widget: a row a true class, a column what its images were taken for."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.palette import follow_theme, shown_palette, themed
from explorer.ui.theme import scaled_font

Cell = tuple[int, int]

LONGEST_LABEL = 110
GAP = 6
SMALLEST_LABEL = 11
"""Pixels of a cell from which on every class is named."""
TITLE_HEIGHT = 20
SMALLEST_NUMBER = 24
"""Pixels of a cell from which on it shows its number."""
LARGEST_CELL = 72.0
STRENGTH = 0.4
STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ConfusionMatrix(QWidget):
    """Hits are in one colour and mistakes in another, the stronger the more there are. Arrow keys choose a cell."""

    cellSelected = Signal(int, int)
    """(true class, predicted class) of the cell that was chosen."""
    cellHovered = Signal(object)
    """The Cell under the mouse, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[str, ...] = ()
        self._counts = np.zeros((0, 0), dtype=np.int64)
        self._is_normalised = True
        self._selected: Cell | None = None
        self._hovered: Cell | None = None
        self._font, self._title_font = scaled_font(-1), scaled_font(-1, bold=True)
        self._image = QImage()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix"))
        follow_theme(self, self._colour)

    @property
    def selected(self) -> Cell | None:
        return self._selected

    def set_matrix(self, counts: np.ndarray, classes: tuple[str, ...]) -> None:
        """Shows (classes, classes) counts."""
        self._counts, self._classes = counts, classes
        self._selected = self._hovered = None
        self._colour()

    def set_normalised(self, is_normalised: bool) -> None:
        """Whether numbers and colours are shares of the row, or counts."""
        self._is_normalised = is_normalised
        self._colour()

    def select(self, row: int, column: int) -> None:
        """Chooses a cell and emits `cellSelected`."""
        self._selected = (row, column)
        self.setAccessibleDescription(self.describe(self._selected))
        self.cellSelected.emit(row, column)
        self.update()

    def describe(self, cell: Cell) -> str:
        """A cell as a sentence: "27 of 36 images of 7 are taken for 9 (75.00 %)"."""
        row, column = cell
        count, total = int(self._counts[row, column]), int(self._counts[row].sum())
        share = f"{100 * count / total:.2f} %" if total else "–"
        name, prediction = self._classes[row], self._classes[column]
        if row == column:
            text = self.tr("{0:,} of {1:,} images of {2} are classified correctly ({3})")
            return text.format(count, total, name, share)
        text = self.tr("{0:,} of {1:,} images of {2} are classified as {4} ({3})")
        return text.format(count, total, name, share, prediction)

    def sizeHint(self) -> QSize:
        return QSize(560, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

    def paint_on(self, painter: QPainter, size: QSize) -> None:
        """Paints the matrix without selection in any size: for a file."""
        self._paint(painter, _Geometry(self, size), None, None)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            places = _Geometry(self, self.size())
            self._paint(painter, places, self._selected, self._hovered)
            if self.hasFocus() and self._classes:
                painter.setPen(QPen(themed("accent"), 2))
                painter.drawRect(places.matrix.adjusted(-1, -1, 1, 1))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._cell_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self.select(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None or not self._classes:
            super().keyPressEvent(event)
            return
        last = len(self._classes) - 1
        row, column = self._selected or (0, 0)
        if self._selected is not None:
            row, column = min(max(row + step[0], 0), last), min(max(column + step[1], 0), last)
        self.select(row, column)

    def cell_center(self, row: int, column: int) -> QPoint:
        """Where a cell is."""
        return _Geometry(self, self.size()).rect(row, column).center().toPoint()

    def _cell_at(self, point: QPointF) -> Cell | None:
        return _Geometry(self, self.size()).cell_at(point)

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.cellHovered.emit(cell)
            self.update()

    def _shares(self) -> np.ndarray:
        """How strong the colour of each cell is, 0 to 1. The power lets few mistakes be seen beside many."""
        if self._is_normalised:
            whole = np.maximum(self._counts.sum(1, keepdims=True), 1)
        else:
            whole = max(int(self._counts.max(initial=0)), 1)
        return (self._counts / whole) ** STRENGTH

    def _colour(self) -> None:
        size = len(self._classes)
        if not size:
            return
        shares = self._shares()[..., None]
        ground, hit, mistake = (_rgb(themed(name)) for name in ("surface", "accent", "test"))
        inks = np.where(np.eye(size, dtype=bool)[..., None], hit, mistake)
        pixels = np.ascontiguousarray((ground + (inks - ground) * shares).round().astype(np.uint8))
        self._image = QImage(pixels.data, size, size, 3 * size, QImage.Format.Format_RGB888).copy()
        self.update()

    def _paint(self, painter: QPainter, places: "_Geometry", selected: Cell | None, hovered: Cell | None) -> None:
        if not self._classes:
            return
        painter.fillRect(QRectF(0, 0, places.width, places.height), themed("surface"))
        painter.drawImage(places.matrix, self._image)
        self._paint_grid(painter, places)
        self._paint_labels(painter, places, hovered or selected)
        if places.cell >= SMALLEST_NUMBER:
            self._paint_numbers(painter, places)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for cell, color, width in ((hovered, "text_muted", 1.0), (selected, "text", 2.0)):
            if cell is not None:
                painter.setPen(QPen(themed(color), width))
                painter.drawRect(places.rect(*cell).adjusted(-1, -1, 1, 1))

    def _paint_grid(self, painter: QPainter, places: "_Geometry") -> None:
        painter.setPen(QPen(themed("border"), 1))
        if places.cell >= SMALLEST_LABEL:
            for index in range(1, len(self._classes)):
                offset = index * places.cell
                left, top = places.matrix.left() + offset, places.matrix.top() + offset
                painter.drawLine(QPointF(left, places.matrix.top()), QPointF(left, places.matrix.bottom()))
                painter.drawLine(QPointF(places.matrix.left(), top), QPointF(places.matrix.right(), top))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(places.matrix)

    def _paint_labels(self, painter: QPainter, places: "_Geometry", marked: Cell | None) -> None:
        self._paint_titles(painter, places)
        painter.setFont(self._font)
        step = max(1, math.ceil(SMALLEST_LABEL / places.cell))
        for axis, write in ((0, self._write_row), (1, self._write_column)):
            near = None if marked is None else marked[axis]
            names = set(range(0, len(self._classes), step))
            if near is not None:
                # The marked class is named though its neighbours have no room then.
                names = {index for index in names if abs(index - near) >= step} | {near}
            for index in names:
                painter.setPen(themed("text" if index == near else "text_muted"))
                write(painter, places, index)

    def _paint_titles(self, painter: QPainter, places: "_Geometry") -> None:
        painter.setFont(self._title_font)
        painter.setPen(themed("text_muted"))
        matrix, middle = places.matrix, Qt.AlignmentFlag.AlignCenter
        painter.drawText(QRectF(matrix.left(), 0, matrix.width(), TITLE_HEIGHT), middle, self.tr("Predicted class"))
        painter.save()
        painter.rotate(-90)
        beside = QRectF(-matrix.bottom(), places.left, matrix.height(), TITLE_HEIGHT)
        painter.drawText(beside, middle, self.tr("True class"))
        painter.restore()

    def _write_row(self, painter: QPainter, places: "_Geometry", index: int) -> None:
        middle = places.rect(index, 0).center().y()
        area = QRectF(places.left + TITLE_HEIGHT, middle - 10, places.label_width, 20)
        text = painter.fontMetrics().elidedText(
            self._classes[index], Qt.TextElideMode.ElideRight, int(places.label_width)
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _write_column(self, painter: QPainter, places: "_Geometry", index: int) -> None:
        middle, bottom = places.rect(0, index).center().x(), places.matrix.top() - GAP
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._classes[index], Qt.TextElideMode.ElideRight, int(places.label_height))
        if not places.is_turned:
            area = QRectF(middle - places.cell / 2, bottom - places.label_height, places.cell, places.label_height)
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self._classes[index])
            return
        painter.save()
        painter.translate(middle, bottom)
        painter.rotate(-90)
        area = QRectF(0, -10, places.label_height, 20)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_numbers(self, painter: QPainter, places: "_Geometry") -> None:
        totals, ground = self._counts.sum(1), themed("surface")
        for row, column in np.argwhere(self._counts > 0).tolist():
            text = self._number(int(self._counts[row, column]), int(totals[row]))
            color = self._image.pixelColor(column, row)
            is_strong = abs(_lightness(color) - _lightness(ground)) > 0.42
            painter.setPen(QColor("#ffffff" if is_strong and not shown_palette().is_dark else shown_palette().text))
            painter.drawText(places.rect(row, column), Qt.AlignmentFlag.AlignCenter, text)

    def _number(self, count: int, total: int) -> str:
        if not self._is_normalised:
            return f"{count:,}"
        share = 100 * count / total
        return f"{share:.0f}" if share >= 0.5 else "<1"


class _Geometry:
    """Where everything is in a given size."""

    def __init__(self, view: ConfusionMatrix, size: QSize) -> None:
        self.width, self.height = size.width(), size.height()
        self._num_classes = max(1, len(view._classes))
        metrics = view.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in view._classes), default=0)
        self.label_width = float(min(widest, LONGEST_LABEL))
        top = TITLE_HEIGHT + metrics.height() + GAP
        self._fit(top)
        self.is_turned = widest > self.cell and self._num_classes > 1
        if self.is_turned:
            top = TITLE_HEIGHT + self.label_width + GAP
            self._fit(top)
        self.label_height = top - TITLE_HEIGHT - GAP

    def _fit(self, top: float) -> None:
        left = TITLE_HEIGHT + self.label_width + GAP
        room = min(self.width - left - 2, self.height - top - 2)
        self.cell = min(max(room, 1.0) / self._num_classes, LARGEST_CELL)
        side = self.cell * self._num_classes
        self.left = max(0.0, (self.width - left - side - 2) / 2)
        self.matrix = QRectF(self.left + left, top, side, side)

    def rect(self, row: int, column: int) -> QRectF:
        left, top = self.matrix.left() + column * self.cell, self.matrix.top() + row * self.cell
        return QRectF(left, top, self.cell, self.cell)

    def cell_at(self, point: QPointF) -> Cell | None:
        row = math.floor((point.y() - self.matrix.top()) / self.cell)
        column = math.floor((point.x() - self.matrix.left()) / self.cell)
        is_inside = 0 <= row < self._num_classes and 0 <= column < self._num_classes
        return (row, column) if is_inside else None


def _rgb(color: QColor) -> np.ndarray:
    return np.array([color.red(), color.green(), color.blue()], dtype=np.float64)


def _lightness(color: QColor) -> float:
    return 0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF()
