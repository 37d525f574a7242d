"""A panel of the window that can be moved, floated, closed and put behind another."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget

from explorer.ui.layout import icon_button, label, row
from explorer.ui.palette import themed

GRIP_HEIGHT = 10
GRIP_LENGTH = 28
GRIP_THICKNESS = 3
FLOATING_HEIGHT = 30


class PanelSpec(NamedTuple):
    """A panel, declared."""

    key: str
    """Under which its place is remembered."""
    title: str
    make: Callable[[], QWidget]
    """Makes what it holds."""
    area: Qt.DockWidgetArea
    """Where it stands at first: beside or below those before it in the same area."""
    width: int
    height: int
    """What it gets of the room at first, in pixels of a window of the usual size; 0: as much as the one before."""
    keys: str
    """Those that show and hide it."""


class Panel(QDockWidget):
    """Has a thin grip instead of a title: what stands in a panel says what it is. Only a floating one has a bar."""

    def __init__(self, spec: PanelSpec, window: QMainWindow) -> None:
        super().__init__(spec.title, window)
        self.spec = spec
        self.setObjectName(spec.key)
        self._bar = _Bar(spec.title, self)
        self.setTitleBarWidget(self._bar)
        self.topLevelChanged.connect(self._bar.set_floating)
        self._bar.close_button.clicked.connect(self.close)
        self._bar.dock_button.clicked.connect(lambda: self.setFloating(False))
        self.setWidget(spec.make())
        self.toggleViewAction().setShortcut(QKeySequence(spec.keys))


class _Bar(QWidget):
    """What a panel is dragged by. Clicks pass on to the panel, which Qt moves and floats."""

    def __init__(self, title: str, panel: Panel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._title = label(title, "strong")
        self._title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.dock_button = icon_button("pin", self.tr("Dock {} in the window").format(title), side=14)
        self.close_button = icon_button("close", self.tr("Close {}").format(title), side=14)
        self.setToolTip(self.tr("Drag to move {}; double-click to float it").format(title))
        self.setLayout(row((self._title, 1), self.dock_button, self.close_button, margins=(12, 0, 4, 0)))
        self.set_floating(False)

    def set_floating(self, floating: bool) -> None:
        for part in (self._title, self.dock_button, self.close_button):
            part.setVisible(floating)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(GRIP_LENGTH, FLOATING_HEIGHT if self._is_floating else GRIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        content = self._panel.widget()
        if content is not None and content.property("role") == "column":
            painter.fillRect(self.rect(), themed("surface"))
            if self._panel.y() > 0:
                painter.fillRect(0, 0, self.width(), 1, themed("border"))
        if self.underMouse() and not self._is_floating:
            self._paint_grip(painter)

    def _paint_grip(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themed("border_strong"))
        left, top = (self.width() - GRIP_LENGTH) / 2, (self.height() - GRIP_THICKNESS) / 2
        painter.drawRoundedRect(QRectF(left, top, GRIP_LENGTH, GRIP_THICKNESS), 1.5, 1.5)

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    @property
    def _is_floating(self) -> bool:
        return not self._title.isHidden()
