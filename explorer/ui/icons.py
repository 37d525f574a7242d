"""Icons: the program's own SVG set, tinted when it is painted."""

from functools import cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from explorer.ui.palette import themed

FOLDER = resources.files("resources") / "icons"


def icon(name: str, color: str = "text") -> QIcon:
    """The icon called `name` in one of the palette's colours, of the theme that is shown when it is painted."""
    return QIcon(_Engine(name, color))


class Mark(QWidget):
    """An icon beside a text."""

    def __init__(self, name: str, color: str, side: int) -> None:
        super().__init__()
        self.setFixedSize(side, side)
        self.show_icon(name, color)

    def show_icon(self, name: str, color: str) -> None:
        self._icon = icon(name, color)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self._icon.paint(QPainter(self), self.rect(), mode=mode)


class _Engine(QIconEngine):
    """Paints a drawing of the set, muted where its button is disabled."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name, self._color = name, color

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        color = themed("text_disabled" if mode == QIcon.Mode.Disabled else self._color)
        side = round(rect.width() * painter.device().devicePixelRatioF())
        painter.drawPixmap(rect, _drawn(self._name, color.name(), side))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, drawn.rect(), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._color)


@cache
def _drawn(name: str, color: str, pixels: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace(b"currentColor", color.encode())))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


@cache
def _source(name: str) -> bytes:
    return (FOLDER / f"{name}.svg").read_bytes()
