"""The strip under the figure: parts to add on the left, folding and zoom on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.actions import tool_button
from explorer.ui.canvas.gestures.canvas_actions import CanvasActions
from explorer.ui.canvas.gestures.stage_chips import StageChips
from explorer.ui.layout import label, row


class CanvasBar(QWidget):
    """Offers stages and the actions of the canvas, and says why the figure is not that of the network as it is."""

    stageRequested = Signal(str)

    def __init__(self, actions: CanvasActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = StageChips()
        self.note = label(role="caption", alignment=Qt.AlignmentFlag.AlignCenter)
        self._is_empty = False
        self._write_note()
        self.chips.stageRequested.connect(self.stageRequested)
        # A long sentence must not make the window wider than its screen.
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.note.hide()
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        buttons = map(tool_button, actions.buttons)
        self.setLayout(row(self.chips, (space, 1), (self.note, 100), *buttons, spacing=0, margins=(8, 2, 4, 4)))

    def set_note(self, shown: bool, *, is_empty: bool = False) -> None:
        """Says that the figure is not that of the network as it is, or what to do where it has no stage."""
        self.note.setVisible(shown)
        if is_empty != self._is_empty:
            self._is_empty = is_empty
            self._write_note()

    def _write_note(self) -> None:
        text = self.tr("The last legal network; what is wrong now is said beside the fields.")
        if self._is_empty:
            text = self.tr("There is no stage left: click one of these, or drag it into the figure.")
        self.note.setText(text)
        self.note.setToolTip(text)
