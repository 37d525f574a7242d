"""The strip under the picture: parts to add on the left, folding and zoom on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from explorer.ui.actions import tool_button
from explorer.ui.diagram.canvas_actions import CanvasActions
from explorer.ui.diagram.stage_chips import StageChips

MARGINS = (8, 2, 4, 4)


class CanvasBar(QWidget):
    """Offers stages and the actions of the canvas, and says why the picture is not that of the network as it is."""

    stageRequested = Signal(str)

    def __init__(self, actions: CanvasActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips, self.note = StageChips(), QLabel()
        self._is_empty = False
        self._write_note()
        self.chips.stageRequested.connect(self.stageRequested)
        self.note.setProperty("role", "caption")
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A long sentence must not make the window wider than its screen.
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.hide()
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(*MARGINS)
        row.setSpacing(0)
        row.addWidget(self.chips)
        row.addWidget(space, 1)
        row.addWidget(self.note, 100)
        for action in actions.buttons:
            row.addWidget(tool_button(action))

    def set_note(self, shown: bool, *, is_empty: bool = False) -> None:
        """Says that the picture is not that of the network as it is, or what to do where it has no stage."""
        self.note.setVisible(shown)
        if is_empty != self._is_empty:
            self._is_empty = is_empty
            self._write_note()

    def _write_note(self) -> None:
        text = self.tr("The last legal network; what is wrong now is said beside the fields.")
        if self._is_empty:
            text = self.tr("There is no stage left: click one of these, or drag it into the picture.")
        self.note.setText(text)
        self.note.setToolTip(text)
