"""What a tooltip says of a block, or of a run of equal blocks: exact numbers."""

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QCoreApplication

from explorer.figure.figure import Shortcut
from explorer.number_format import byte_count, exact_count, shape_text
from models.config import InputShape
from models.summary import BlockRow
from models.units.layer import Layer

tr = partial(QCoreApplication.translate, "")

_UNWRITTEN_RATE = ("Dropout", "StochasticDepth")


def input_tooltip(picture: InputShape) -> str:
    """Of the picture that enters."""
    values = picture.channels * picture.height * picture.width
    rows = [
        (tr("Shape"), shape_text((picture.channels, picture.height, picture.width))),
        (tr("Values"), exact_count(values)),
    ]
    return _tooltip(tr("Input picture"), "", rows)


def block_tooltip(rows: Sequence[BlockRow], shortcut: Shortcut | None) -> str:
    """Of the blocks that one figure stands for; they are equal but for name, kept bytes and receptive field."""
    first, last = rows[0], rows[-1]
    name = first.name if len(rows) == 1 else f"{first.name} … {last.name}"
    facts = [(tr("Layers"), _layers(first))]
    if shortcut is not None:
        facts.append((tr("Shortcut"), escape(_shortcut(shortcut))))
    if first.kind == "dense_layer":
        facts.append((tr("Reads"), tr("all {} channels so far").format(first.unit.input[0])))
        facts.append((tr("Adds"), tr("{} channels").format(first.unit.output[0] - first.unit.input[0])))
    facts += [
        (tr("Output"), shape_text(first.output_shape)),
        (tr("Parameters"), _sum(rows, first.params, exact_count)),
        (tr("MACs"), _sum(rows, first.macs, exact_count)),
        (tr("Kept for backward"), _kept(sum(row.saved_bytes for row in rows))),
        (tr("Receptive field"), _field(first, last)),
    ]
    return _tooltip(name, _kind(first, len(rows)), facts)


def _kind(block: BlockRow, count: int) -> str:
    kinds = {
        "stem": tr("stem"),
        "entry": tr("entry convolution"),
        "basic": tr("basic block"),
        "bottleneck": tr("bottleneck block"),
        "dense_layer": tr("dense layer"),
        "transition": tr("transition"),
        "norm": tr("activation owed by the stage"),
        "head": tr("head"),
    }
    kind = kinds[block.kind]
    return kind if count == 1 else tr("{} × {}, all alike").format(count, kind)


def _shortcut(kind: Shortcut) -> str:
    """A shortcut in words."""
    texts = {
        "identity": tr("identity: the input is added as it is"),
        "zero_pad": tr("zero-padded: subsampled, the missing channels are zeros"),
        "projection": tr("projection: a 1×1 convolution, normalised"),
        "conv": tr("one bare 1×1 convolution, not normalised"),
        "none": tr("none: a plain chain"),
    }
    return texts[kind]


def _layers(block: BlockRow) -> str:
    return "<br>".join(_layer(layer) for layer in block.unit.layers)


def _layer(layer: Layer) -> str:
    text = f"{escape(layer.name)}: {layer.type}"
    if layer.type in ("Conv2d", "MaxPool2d", "AvgPool2d"):
        text += f" {layer.kernel}×{layer.kernel}"
        text += f", /{layer.stride}" if layer.stride > 1 else ""
        text += tr(", {} groups").format(layer.groups) if layer.groups > 1 else ""
    if layer.type in _UNWRITTEN_RATE:
        text += f" {layer.rate:.3g}"
    return f"{text} → {shape_text(layer.output)}"


def _sum(rows: Sequence[BlockRow], each: int, write) -> str:
    if len(rows) == 1:
        return write(each)
    return f"{len(rows)} × {write(each)} = {write(each * len(rows))}"


def _kept(num_bytes: int) -> str:
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
