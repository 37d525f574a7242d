"""The strip under the picture: parts to add on the left, folding and zoom on the right."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from explorer.ui.diagram.stage_chips import StageChips
from explorer.ui.icons import icon

ICON_SIZE = 16
MARGINS = (8, 2, 4, 4)


class CanvasBar(QWidget):
    """Emits what a person wants; it does nothing itself."""

    stageRequested = Signal(str)
    foldsRequested = Signal()
    """All repeats folded, or unfolded."""
    closerRequested = Signal()
    furtherRequested = Signal()
    fitRequested = Signal()
    pictureRequested = Signal()
    """To be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = StageChips()
        self.note = QLabel()
        self._is_unfolded = self._is_empty = False
        wanted = {
            "unfold": self.foldsRequested,
            "zoom-out": self.furtherRequested,
            "zoom-in": self.closerRequested,
            "fit": self.fitRequested,
            "export": self.pictureRequested,
        }
        self.buttons = {name: _button(name) for name in wanted}
        for name, signal in wanted.items():
            self.buttons[name].clicked.connect(signal)
        self._name("zoom-out", self.tr("Zoom out"), self.tr("Zoom out (Ctrl and -)"))
        self._name("zoom-in", self.tr("Zoom in"), self.tr("Zoom in (Ctrl and +, or Ctrl and the wheel)"))
        self._name("fit", self.tr("Fit"), self.tr("Show the whole network (0, or double-click beside it)"))
        self._name("export", self.tr("Save picture..."), self.tr("Save the whole network as a PNG or SVG picture"))
        self._name_folds()
        self._write_note()
        self.chips.stageRequested.connect(self.stageRequested)
        self._lay_out()

    def set_note(self, shown: bool, *, is_empty: bool = False) -> None:
        """Says that the picture is not that of the network as it is, or what to do where it has no stage."""
        self.note.setVisible(shown)
        if is_empty != self._is_empty:
            self._is_empty = is_empty
            self._write_note()

    def set_folds(self, can_fold: bool, is_unfolded: bool) -> None:
        """Whether there are repeats, and whether any are drawn out."""
        self.buttons["unfold"].setEnabled(can_fold)
        if is_unfolded != self._is_unfolded:
            self._is_unfolded = is_unfolded
            self._name_folds()

    def _write_note(self) -> None:
        text = self.tr("The last legal network; what is wrong now is said beside the fields.")
        if self._is_empty:
            text = self.tr("There is no stage left: click one of these, or drag it into the picture.")
        self.note.setText(text)
        self.note.setToolTip(text)

    def _name_folds(self) -> None:
        if self._is_unfolded:
            self._name("unfold", self.tr("Fold all repeats"), self.tr("Draw equal blocks once (Shift+Space)"))
        else:
            tip = self.tr("Draw every block and every dense layer for itself (Shift+Space; Space: the selected stage)")
            self._name("unfold", self.tr("Unfold all repeats"), tip)

    def _name(self, button: str, name: str, tip: str) -> None:
        self.buttons[button].setAccessibleName(name)
        self.buttons[button].setToolTip(tip)

    def _lay_out(self) -> None:
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
        for button in self.buttons.values():
            row.addWidget(button)


def _button(name: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name, "text_muted"))
    button.setAutoRaise(True)
    button.setProperty("role", "compact")
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    return button
