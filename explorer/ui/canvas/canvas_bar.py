"""What the keyboard can do on the canvas, and the strip under it: stages to add, folding and zoom."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from explorer.ui.actions import ActionSet, ActionSpec, Need, tool_button
from explorer.ui.canvas.gestures.diagram_selection import DiagramSelection
from explorer.ui.canvas.gestures.diagram_view import PAN_STEP, ZOOM_STEP, DiagramView
from explorer.ui.canvas.gestures.number_typing import NumberTyping
from explorer.ui.canvas.gestures.stage_chips import StageChips
from explorer.ui.canvas.gestures.stage_drag import StageDrag
from explorer.ui.canvas.gestures.stage_folds import StageFolds
from explorer.ui.layout import label, row


class CanvasActions(ActionSet):
    """Their keys count while the canvas has the keyboard."""

    def __init__(
        self,
        view: DiagramView,
        choose: DiagramSelection,
        numbers: NumberTyping,
        stages: StageDrag,
        folds: StageFolds,
        ask_for_figure: Callable[[], None],
    ) -> None:
        super().__init__(view)
        step = numbers.step_selected
        type_count, type_width = (partial(numbers.open_selected, width=width) for width in (False, True))
        rows = (
            ("part_before", self.tr("Select the previous part"), "Left", partial(choose.step, -1)),
            ("part_after", self.tr("Select the next part"), "Right", partial(choose.step, 1)),
            ("first_part", self.tr("Select the first part"), "Home", partial(choose.choose_end, 0)),
            ("last_part", self.tr("Select the last part"), "End", partial(choose.choose_end, -1)),
            ("block_before", self.tr("Select the previous block"), "Up", partial(choose.step_block, -1)),
            ("block_after", self.tr("Select the next block"), "Down", partial(choose.step_block, 1)),
            ("more_blocks", self.tr("Add a block or layer"), "+ =", partial(step, 1, width=False)),
            ("fewer_blocks", self.tr("Remove a block or layer"), "-", partial(step, -1, width=False)),
            ("wider", self.tr("Wider, or a larger growth rate"), "Alt++ Alt+=", partial(step, 1, width=True)),
            ("narrower", self.tr("Narrower, or a smaller growth rate"), "Alt+-", partial(step, -1, width=True)),
            ("type_count", self.tr("Type the number of blocks or layers"), "F2", type_count),
            ("type_width", self.tr("Type the width or growth rate"), "Shift+F2", type_width),
            ("move_left", self.tr("Move the stage to the left"), "Alt+Left", partial(stages.move_selected, -1)),
            ("move_right", self.tr("Move the stage to the right"), "Alt+Right", partial(stages.move_selected, 1)),
            ("fold", self.tr("Fold or unfold the repeats of the stage"), "Space", folds.toggle_selected),
            ("pan_left", self.tr("Scroll to the left"), "Shift+Left", partial(view.pan_by, QPoint(-PAN_STEP, 0))),
            ("pan_right", self.tr("Scroll to the right"), "Shift+Right", partial(view.pan_by, QPoint(PAN_STEP, 0))),
            ("pan_up", self.tr("Scroll up"), "Shift+Up", partial(view.pan_by, QPoint(0, -PAN_STEP))),
            ("pan_down", self.tr("Scroll down"), "Shift+Down", partial(view.pan_by, QPoint(0, PAN_STEP))),
        )
        here = Qt.ShortcutContext.WidgetShortcut
        self.add(*(ActionSpec(key, text, do, keys=keys, context=here) for key, text, keys, do in rows))

        fold, unfold = self.tr("Fold all repeats"), self.tr("Unfold all repeats")
        fold_tip = self.tr("Draw equal blocks once (Shift+Space)")
        unfold_tip = self.tr("Draw every block and dense layer separately (Shift+Space; Space for the selected stage)")
        repeats = (Need(lambda: folds.is_possible, self.tr("This network has no repeats")),)

        def fold_text() -> str:
            return fold if folds.unfolded else unfold

        def fold_all_tip() -> str:
            return fold_tip if folds.unfolded else unfold_tip

        further_tip, closer_tip = (
            self.tr("Zoom out (Ctrl and -)"),
            self.tr("Zoom in (Ctrl and +, or Ctrl and the wheel)"),
        )
        fit_tip = self.tr("Show the whole network (0, or double-click the background)")
        figure_tip = self.tr("Save the whole network as a PNG or SVG figure")
        further, closer = partial(view.zoom_by, 1 / ZOOM_STEP), partial(view.zoom_by, ZOOM_STEP)
        button = partial(ActionSpec, color="text_muted", tip_names_keys=True, context=here)
        buttons = (
            button("fold_all", fold_text, folds.toggle_all, "unfold", "Shift+Space", fold_all_tip, repeats),
            button("further", self.tr("Zoom out"), further, "zoom-out", "Ctrl+-", further_tip),
            button("closer", self.tr("Zoom in"), closer, "zoom-in", "Ctrl++ Ctrl+=", closer_tip),
            button("fit", self.tr("Show the whole network"), view.fit, "fit", "0 Ctrl+0", fit_tip),
            button("figure", self.tr("Save figure…"), ask_for_figure, "export", "", figure_tip),
        )
        self.add(*buttons)
        self.buttons = tuple(self[spec.key] for spec in buttons)
        """Those that stand under the canvas."""


class CanvasBar(QWidget):
    """Offers stages and the actions of the canvas, and says why the figure is not that of the network as it is."""

    stageRequested = Signal(str)

    def __init__(self, actions: CanvasActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = StageChips()
        self.note = label(role="caption", alignment=Qt.AlignmentFlag.AlignCenter)
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
        text = self.tr("Showing the last valid network; the fields say what is wrong now.")
        if is_empty:
            text = self.tr("No stages left: click one of these, or drag it into the figure.")
        self.note.setText(text)
        self.note.setToolTip(text)
        self.note.setVisible(shown)
