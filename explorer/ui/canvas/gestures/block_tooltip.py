"""Tooltips of the figure: exact numbers of a block or a run of equal ones, and what a mark is for."""

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QCoreApplication, QPointF

from explorer.figure.figure import FOLD, BlockFigure, Spot
from explorer.figure.network_part import blocks_of
from explorer.number_format import byte_count, exact_count, shape_text
from explorer.ui.canvas.items.network_scene import NetworkScene
from explorer.ui.canvas.items.part_item import PartItem
from models.config import InputShape
from models.summary import BlockRow, Summary
from models.units.layer import Layer, ShortcutKind

tr = partial(QCoreApplication.translate, "")

translate = QCoreApplication.translate


def tooltip_at(scene: NetworkScene, position: QPointF) -> str | None:
    """Of what is drawn at a place of the scene; None where there is no part of the network."""
    item, block, _ = scene.block_at(position)
    spot = scene.spot_at(position)[1]
    if item is None:
        return None
    if spot is not None:
        return _spot_text(spot, item)
    name, x = item.figure.name, item.mapFromScene(position).x()
    return "" if block is None else figure_tooltip(scene.summary, name, block, x)


def figure_tooltip(summary: Summary, part: str, block: BlockFigure, x: float) -> str:
    """Of the block of a part at `x`; of a run that is drawn out, of the one at `x`."""
    if part == "input":
        return input_tooltip(summary.spec.config.input)
    rows = blocks_of(summary, part)
    single = block.unit_at(x)
    first, count = (block.first, block.count) if single is None else (single, 1)
    return block_tooltip(rows[first : first + count], block.shortcut)


def input_tooltip(figure: InputShape) -> str:
    """Of the figure that enters."""
    values = figure.channels * figure.height * figure.width
    rows = [
        (tr("Shape"), shape_text((figure.channels, figure.height, figure.width))),
        (tr("Values"), exact_count(values)),
    ]
    return _tooltip(tr("Input image"), "", rows)


def block_tooltip(rows: Sequence[BlockRow], shortcut: ShortcutKind | None) -> str:
    """Of the blocks that one figure stands for; they are equal but for name, saved bytes and receptive field."""
    first, last = rows[0], rows[-1]
    name = first.name if len(rows) == 1 else f"{first.name} … {last.name}"
    facts = [(tr("Layers"), _layers(first))]
    if shortcut is not None:
        facts.append((tr("Shortcut"), escape(_shortcut(shortcut))))
    if first.kind == "dense_layer":
        facts.append((tr("Reads"), tr("all {} previous channels").format(first.unit.input[0])))
        facts.append((tr("Adds"), tr("{} channels").format(first.unit.output[0] - first.unit.input[0])))
    facts += [
        (tr("Output"), shape_text(first.output_shape)),
        (tr("Parameters"), _sum(rows, first.params, exact_count)),
        (tr("MACs"), _sum(rows, first.macs, exact_count)),
        (tr("Activation memory"), _bytes_text(sum(row.saved_bytes for row in rows))),
        (tr("Receptive field"), _field(first, last)),
    ]
    return _tooltip(name, _kind(first, len(rows)), facts)


def _spot_text(spot: Spot, item: PartItem) -> str:
    if spot.name != FOLD:
        return translate("NetworkDiagram", "Double-click to type another number, or turn the wheel with Alt held down")
    if item.figure.is_unfolded:
        return translate("NetworkDiagram", "Draw equal blocks once (Space)")
    return translate("NetworkDiagram", "Draw every block separately (Space)")


def _kind(block: BlockRow, count: int) -> str:
    kinds = {
        "stem": tr("stem"),
        "entry": tr("entry convolution"),
        "basic": tr("basic block"),
        "bottleneck": tr("bottleneck block"),
        "dense_layer": tr("dense layer"),
        "transition": tr("transition"),
        "norm": tr("activation that closes the stage"),
        "head": tr("head"),
    }
    kind = kinds[block.kind]
    return kind if count == 1 else tr("{} × {}, all identical").format(count, kind)


def _shortcut(kind: ShortcutKind) -> str:
    """A shortcut in words."""
    texts = {
        ShortcutKind.IDENTITY: tr("identity: the input is added unchanged"),
        ShortcutKind.ZERO_PAD: tr("zero padding: subsampled, missing channels are zeros"),
        ShortcutKind.PROJECTION: tr("projection: a 1×1 convolution with batch norm"),
        ShortcutKind.CONV: tr("a 1×1 convolution without batch norm"),
        ShortcutKind.NONE: tr("none: a plain network"),
    }
    return texts[kind]


def _layers(block: BlockRow) -> str:
    return "<br>".join(_layer(layer) for layer in block.unit.layers)


def _layer(layer: Layer) -> str:
    text = f"{escape(layer.name)}: {layer.type}"
    if layer.type.has_kernel:
        text += f" {layer.kernel}×{layer.kernel}"
        text += f", /{layer.stride}" if layer.stride > 1 else ""
        text += tr(", {} groups").format(layer.groups) if layer.groups > 1 else ""
    if layer.rate:
        text += f" {layer.rate:.3g}"
    return f"{text} → {shape_text(layer.output)}"


def _sum(rows: Sequence[BlockRow], each: int, write) -> str:
    if len(rows) == 1:
        return write(each)
    return f"{len(rows)} × {write(each)} = {write(each * len(rows))}"


def _bytes_text(num_bytes: int) -> str:
    return tr("{} ({} bytes)").format(byte_count(num_bytes), exact_count(num_bytes))


def _field(first: BlockRow, last: BlockRow) -> str:
    if first is last:
        return tr("{} px").format(exact_count(last.receptive_field))
    return tr("{} … {} px").format(exact_count(first.receptive_field), exact_count(last.receptive_field))


def _tooltip(name: str, kind: str, facts: list[tuple[str, str]]) -> str:
    title = f"<b>{escape(name)}</b>" + (f" &nbsp;{escape(kind)}" if kind else "")
    lines = "".join(
        f"<tr><td style='padding-right:10px'>{escape(label)}</td><td style='white-space:pre'>{text}</td></tr>"
        for label, text in facts
    )
    return f"{title}<table cellspacing='1'>{lines}</table>"
