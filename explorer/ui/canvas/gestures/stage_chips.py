"""The parts a network is made of, to be dragged into its figure."""

from typing import Literal, get_args

from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from explorer.ui.icons import icon
from explorer.ui.layout import row

StageKind = Literal["basic", "bottleneck", "dense"]
"""Residual stage of basic blocks, of bottlenecks, or dense stage."""

STAGE_KINDS: tuple[StageKind, ...] = get_args(StageKind)
MIME_TYPE = "application/x-resdense-stage"
ICON_SIZE = 14
GAP = 4
COLORS: dict[StageKind, str] = {"basic": "residual", "bottleneck": "residual", "dense": "dense"}
translate = QCoreApplication.translate


class StageChip(QToolButton):
    """One kind of stage: dragged it goes where it is dropped, clicked it goes behind the selected part."""

    def __init__(self, kind: StageKind) -> None:
        super().__init__()
        self._kind: StageKind = kind
        self._pressed: QPoint | None = None
        self.setProperty("role", "chip")
        self.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAutoRaise(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed
        moved = QPoint() if pressed is None else event.position().toPoint() - pressed
        if pressed is None or moved.manhattanLength() < QApplication.startDragDistance():
            super().mouseMoveEvent(event)
            return
        self._pressed = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(stage_mime(self._kind))
        drag.setPixmap(self.grab())
        drag.setHotSpot(pressed)
        drag.exec(Qt.DropAction.CopyAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)


class StageChips(QWidget):
    """A chip for every kind of stage."""

    stageRequested = Signal(str)
    """The kind of a chip that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[StageKind, StageChip] = {kind: StageChip(kind) for kind in STAGE_KINDS}
        self.setLayout(row(*self.chips.values(), spacing=GAP))
        use = self.tr("Drag it into the network, or click to add it after the selected part.")
        for kind, chip in self.chips.items():
            name, teaching = _texts()[kind]
            chip.setText(name)
            chip.setIcon(icon(COLORS[kind], COLORS[kind]))
            chip.setToolTip(f"{teaching} {use}")
            chip.setAccessibleName(self.tr("Add a stage: {}").format(name))
            chip.clicked.connect(lambda _=False, kind=kind: self.stageRequested.emit(kind))


def _texts() -> dict[StageKind, tuple[str, str]]:
    """Name and the one sentence that teaches."""
    return {
        "basic": (
            translate("StageChips", "Residual"),
            translate("StageChips", "Two 3×3 convolutions and a shortcut around them (He 2015)."),
        ),
        "bottleneck": (
            translate("StageChips", "Bottleneck"),
            translate("StageChips", "1×1, 3×3 and 1×1 convolutions; the middle is a quarter as wide (He 2015)."),
        ),
        "dense": (
            translate("StageChips", "Dense"),
            translate(
                "StageChips", "Every layer reads the outputs of all earlier layers and adds k channels (Huang 2017)."
            ),
        ),
    }


def stage_mime(kind: StageKind) -> QMimeData:
    data = QMimeData()
    data.setData(MIME_TYPE, kind.encode())
    return data


def stage_kind(data: QMimeData) -> StageKind | None:
    """The kind that is dragged; None where something else is."""
    kind = data.data(MIME_TYPE).data()
    return next((known for known in STAGE_KINDS if known.encode() == kind), None)
