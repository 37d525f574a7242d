"""Texts of the figure: layers and blocks in the shorthand of the papers' tables.

`tr` translates an English text.
"""

from string import Formatter
from typing import NamedTuple

from explorer.figure.network_part import stage_part
from explorer.number_format import short_count
from explorer.words.catalogue import Words
from models.config import DenseStage, NetworkConfig, ResidualStage, StageConfig, Value
from models.units.layer import Layer, LayerType, Shape
from models.units.unit import Unit


class Segment(NamedTuple):
    """A piece of a line: words, or a number that stands in a field of the network."""

    text: str
    field: str = ""
    """Path in the network config; empty for words."""


def conv_text(layer: Layer) -> str:
    """ "3×3, 64", with " /2" for a stride of 2."""
    text = f"{layer.kernel}×{layer.kernel}, {layer.output[0]}"
    return text if layer.stride == 1 else f"{text} /{layer.stride}"


def layer_text(layer: Layer, tr: Words) -> str:
    """A layer in a few letters; "" for batch norms and activations, which have no line of their own."""
    match layer.type:
        case LayerType.CONV:
            return conv_text(layer)
        case LayerType.MAX_POOL:
            return tr("max-pool /{}").format(layer.stride)
        case LayerType.AVG_POOL:
            return tr("pool /{}").format(layer.stride)
        case LayerType.GLOBAL_POOL:
            return tr("average pool")
        case LayerType.LINEAR:
            return tr("linear, {}").format(layer.output[0])
        case LayerType.DROPOUT:
            return tr("dropout {:g}").format(layer.rate)
        case _:
            return ""


def chain_lines(layers: tuple[Layer, ...], tr: Words) -> tuple[str, ...]:
    """One line a layer, batch norms and activations left out; equal lines in a row become one."""
    lines: list[list] = []
    for layer in layers:
        text = layer_text(layer, tr)
        if not text:
            continue
        if lines and lines[-1][0] == text:
            lines[-1][1] += 1
        else:
            lines.append([text, 1])
    return tuple(text if count == 1 else f"{text}  × {count}" for text, count in lines)


def block_lines(unit: Unit) -> tuple[str, ...]:
    """The convolutions of a residual block or dense layer, one line each."""
    return tuple(conv_text(layer) for layer in unit.before + unit.branch if layer.type is LayerType.CONV)


def transition_lines(unit: Unit, tr: Words) -> tuple[str, ...]:
    return f"{unit.input[0]} → {unit.output[0]}", tr("½ size")


def owed_line(layers: tuple[Layer, ...], tr: Words) -> tuple[str, ...]:
    """ "BN-ReLU" where a chain begins with the activation that a pre-activation stage owes."""
    if layers[0].type.is_activation:
        return (str(layers[0].type),)
    is_owed = layers[0].type is LayerType.BATCH_NORM and layers[1].type.is_activation
    return (tr("BN-{}").format(layers[1].type),) if is_owed else ()


def stage_title(index: int, stage: StageConfig, tr: Words) -> str:
    kind = tr("residual") if stage.kind == "residual" else tr("dense")
    if isinstance(stage, ResidualStage) and stage.shortcut == "none":
        kind = tr("plain")
    return tr("Stage {} · {}").format(index + 1, kind)


def stage_numbers(index: int, stage: StageConfig, tr: Words) -> tuple[Segment, ...]:
    """How many blocks or layers, and how wide."""
    residual = isinstance(stage, ResidualStage)
    text = tr("blocks {blocks} · width {width}") if residual else tr("layers {layers} · k = {growth_rate}")
    return _segments(text, stage, stage_part(index) + ".")


def stem_numbers(config: NetworkConfig, tr: Words) -> tuple[Segment, ...]:
    return _segments(tr("channels {channels}"), config.stem, "stem.")


def head_numbers(config: NetworkConfig, tr: Words) -> tuple[Segment, ...]:
    return _segments(tr("classes {num_classes}"), config, "")


def _segments(text: str, owner: Value, path: str) -> tuple[Segment, ...]:
    segments = []
    for words, field, _, _ in Formatter().parse(text):
        if words:
            segments.append(Segment(words))
        if field:
            segments.append(Segment(str(getattr(owner, field)), path + field))
    return tuple(segments)


def input_subtitle(shape: Shape, tr: Words) -> str:
    return tr("grey") if shape[0] == 1 else tr("{} channels").format(shape[0])


def params_text(params: int, tr: Words) -> str:
    return tr("{} params").format(short_count(params))


def stage_notes(stage: StageConfig, drop_rate: float, tr: Words) -> tuple[str, ...]:
    """What the drawing of a stage can't show, one short line each; `drop_rate` is that of its last block.

    The stage is a spec's, which has its activation.
    """
    activation = LayerType.of_activation(stage.activation)
    is_residual = isinstance(stage, ResidualStage)
    notes = _residual_notes(stage, activation, tr) if is_residual else _dense_notes(stage, activation, tr)
    if activation is not LayerType.RELU and not any(activation in note for note in notes):
        notes.append(str(activation))
    if stage.dropout:
        notes.append(tr("dropout {:g}").format(stage.dropout))
    if drop_rate:
        notes.append(tr("skipped up to {:.2g}").format(drop_rate))
    return tuple(notes)


def _residual_notes(stage: ResidualStage, activation: LayerType, tr: Words) -> list[str]:
    orders = {
        "original": "",
        "bn_after_add": tr("BN after +"),
        "relu_before_add": tr("{} before +").format(activation),
        "relu_only_preact": tr("{} first").format(activation),
        "full_preact": tr("BN-{} first").format(activation),
    }
    notes = [orders[stage.order]] if orders[stage.order] else []
    if stage.groups > 1:
        notes.append(tr("3×3 in {} groups").format(stage.groups))
    return notes


def _dense_notes(stage: DenseStage, activation: LayerType, tr: Words) -> list[str]:
    notes = []
    if stage.order == "post":
        notes.append(tr("BN-{} last").format(activation))
    if stage.checkpoint:
        notes.append(tr("recomputed"))
    return notes
