"""Tooltips of the picture: exact numbers of a block, and what a number or mark in it can be used for."""

from html import escape

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QPointF
from PySide6.QtWidgets import QToolTip

from explorer.figure.figure import FOLD, BlockFigure, Spot
from explorer.figure.network_part import blocks_of
from explorer.ui.actions import keys_text
from explorer.ui.diagram.block_tooltip import block_tooltip, input_tooltip
from explorer.ui.diagram.diagram_view import DiagramView
from explorer.ui.diagram.network_scene import NetworkScene
from explorer.ui.diagram.part_item import PartItem
from models.summary import Summary

translate = QCoreApplication.translate


class DiagramTooltips(QObject):
    """Shows them where the view asks for one."""

    def __init__(self, view: DiagramView, scene: NetworkScene) -> None:
        super().__init__(view)
        self._view = view
        self._scene = scene
        self._summary: Summary | None = None
        view.tooltip_wanted.connect(self._show)

    def set_summary(self, summary: Summary) -> None:
        """Of the network that is drawn."""
        self._summary = summary

    def text(self, part: str, block: BlockFigure, x: float) -> str:
        """What is said of the block of a part at `x`; of a run that is drawn out, of the one at `x`."""
        if part == "input":
            return input_tooltip(self._summary.spec.config.input)
        rows = blocks_of(self._summary, part)
        single = block.unit_at(x)
        first, count = (block.first, block.count) if single is None else (single, 1)
        return block_tooltip(rows[first : first + count], block.shortcut)

    def _show(self, position: QPointF, screen: QPoint) -> None:
        item, block, _ = self._scene.block_at(position)
        spot = self._scene.spot_at(position)[1]
        if item is None:
            text = f"<p>{escape(keys_text(self._view.actions()))}</p>"
        elif spot is not None:
            text = _spot_text(spot, item)
        else:
            text = "" if block is None else self.text(item.figure.name, block, item.mapFromScene(position).x())
        QToolTip.showText(screen, text, self._view)


def _spot_text(spot: Spot, item: PartItem) -> str:
    if spot.name != FOLD:
        return translate("NetworkDiagram", "Double-click to type another number, or turn the wheel with Alt held down")
    if item.figure.is_unfolded:
        return translate("NetworkDiagram", "Draw equal blocks once (Space)")
    return translate("NetworkDiagram", "Draw every block for itself (Space)")
