"""What the keyboard can do on the canvas, and the buttons under it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from explorer.ui.actions import ActionSet, ActionSpec, Need
from explorer.ui.canvas.gestures.diagram_view import PAN_STEP, ZOOM_STEP

if TYPE_CHECKING:
    from explorer.ui.canvas.network_diagram import NetworkDiagram


class CanvasActions(ActionSet):
    """Their keys count while the canvas has the keyboard."""

    def __init__(self, diagram: "NetworkDiagram") -> None:
        super().__init__(diagram)
        view, choose, step = diagram.view, diagram.selection, diagram.step_number
        type_count, type_width = (partial(diagram.type_number, width=width) for width in (False, True))
        rows = (
            ("part_before", self.tr("Choose the part before"), "Left", partial(choose.step, -1)),
            ("part_after", self.tr("Choose the part after"), "Right", partial(choose.step, 1)),
            ("first_part", self.tr("Choose the first part"), "Home", partial(choose.choose_end, 0)),
            ("last_part", self.tr("Choose the last part"), "End", partial(choose.choose_end, -1)),
            ("block_before", self.tr("Choose the block before"), "Up", partial(choose.step_block, -1)),
            ("block_after", self.tr("Choose the block after"), "Down", partial(choose.step_block, 1)),
            ("more_blocks", self.tr("One block or layer more"), "+ =", partial(step, 1, width=False)),
            ("fewer_blocks", self.tr("One block or layer fewer"), "-", partial(step, -1, width=False)),
            ("wider", self.tr("Wider, or a larger growth rate"), "Alt++ Alt+=", partial(step, 1, width=True)),
            ("narrower", self.tr("Narrower, or a smaller growth rate"), "Alt+-", partial(step, -1, width=True)),
            ("type_count", self.tr("Type the number of blocks or layers"), "F2", type_count),
            ("type_width", self.tr("Type the width or growth rate"), "Shift+F2", type_width),
            ("move_left", self.tr("Move the stage to the left"), "Alt+Left", partial(diagram.move_selected, -1)),
            ("move_right", self.tr("Move the stage to the right"), "Alt+Right", partial(diagram.move_selected, 1)),
            ("fold", self.tr("Fold or unfold the repeats of the stage"), "Space", diagram.fold_selected),
            ("pan_left", self.tr("Scroll to the left"), "Shift+Left", partial(view.pan_by, QPoint(-PAN_STEP, 0))),
            ("pan_right", self.tr("Scroll to the right"), "Shift+Right", partial(view.pan_by, QPoint(PAN_STEP, 0))),
            ("pan_up", self.tr("Scroll up"), "Shift+Up", partial(view.pan_by, QPoint(0, -PAN_STEP))),
            ("pan_down", self.tr("Scroll down"), "Shift+Down", partial(view.pan_by, QPoint(0, PAN_STEP))),
        )
        here = Qt.ShortcutContext.WidgetShortcut
        self.add(*(ActionSpec(key, text, do, keys=keys, context=here) for key, text, keys, do in rows))

        fold, unfold = self.tr("Fold all repeats"), self.tr("Unfold all repeats")
        fold_tip = self.tr("Draw equal blocks once (Shift+Space)")
        unfold_tip = self.tr(
            "Draw every block and every dense layer for itself (Shift+Space; Space: the selected stage)"
        )
        repeats = (Need(lambda: diagram.can_fold, self.tr("Nothing repeats in this network")),)

        def fold_text() -> str:
            return fold if diagram.is_unfolded else unfold

        def fold_all_tip() -> str:
            return fold_tip if diagram.is_unfolded else unfold_tip

        further_tip, closer_tip = (
            self.tr("Zoom out (Ctrl and -)"),
            self.tr("Zoom in (Ctrl and +, or Ctrl and the wheel)"),
        )
        fit_tip = self.tr("Show the whole network (0, or double-click beside it)")
        figure_tip = self.tr("Save the whole network as a PNG or SVG figure")
        further, closer = partial(view.zoom_by, 1 / ZOOM_STEP), partial(view.zoom_by, ZOOM_STEP)
        buttons = (
            ("fold_all", fold_text, diagram.toggle_all_folds, "unfold", "Shift+Space", fold_all_tip, repeats),
            ("further", self.tr("Zoom out"), further, "zoom-out", "Ctrl+-", further_tip),
            ("closer", self.tr("Zoom in"), closer, "zoom-in", "Ctrl++ Ctrl+=", closer_tip),
            ("fit", self.tr("Show the whole network"), view.fit, "fit", "0 Ctrl+0", fit_tip),
            ("figure", self.tr("Save figure..."), diagram.ask_for_figure, "export", "", figure_tip),
        )
        self.add(*(ActionSpec(*row, color="text_muted", tip_names_keys=True, context=here) for row in buttons))
        self.buttons = tuple(self[row[0]] for row in buttons)
        """Those that stand under the canvas."""
