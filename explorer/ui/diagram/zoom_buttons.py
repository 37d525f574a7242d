"""Three small buttons at the corner of a picture: further away, closer, all of it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from explorer.ui.icons import icon
from explorer.ui.palette import Palette

ICON_SIZE = 16


class ZoomButtons(QWidget):
    """Emits what a person wants; it zooms nothing itself."""

    closerRequested = Signal()
    furtherRequested = Signal()
    fitRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons = {
            "zoom-out": _button(self.tr("Zoom out"), self.tr("Zoom out (-)")),
            "zoom-in": _button(self.tr("Zoom in"), self.tr("Zoom in (+, or Ctrl and the wheel)")),
            "fit": _button(self.tr("Fit"), self.tr("Show the whole network (0, or double-click beside it)")),
        }
        wanted = (self.furtherRequested, self.closerRequested, self.fitRequested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button, signal in zip(self._buttons.values(), wanted, strict=True):
            button.clicked.connect(signal)
            row.addWidget(button)

    def apply_palette(self, palette: Palette) -> None:
        for name, button in self._buttons.items():
            button.setIcon(icon(name, palette, "text_muted"))


def _button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setAccessibleName(name)
    button.setToolTip(tip)
    button.setAutoRaise(True)
    button.setProperty("role", "compact")
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    return button
