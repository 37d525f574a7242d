"""Explains in a sentence what a part does to the map, as papers and tutorials work it out, with the spec's numbers."""

from PySide6.QtCore import QCoreApplication

from explorer.number_format import exact_count
from explorer.ui.network_parts import stage_index
from models.spec import NetworkSpec, StageSpec
from models.units.layer import Shape, ShortcutKind
from models.units.unit import Unit

translate = QCoreApplication.translate

UNBROKEN = "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"
"""Keeps the sizes of a shape on one line."""


def explain(spec: NetworkSpec, part: str) -> str:
    """One or two sentences about the part; empty where there is nothing to work out."""
    index = stage_index(part)
    if index is not None:
        stage = spec.stages[index]
        return _dense(stage) if stage.config.kind == "dense" else _residual(stage)
    if part == "stem":
        channels, before, after = spec.stem.output[0], _size(spec.stem.input), _size(spec.stem.output)
        if before == after:
            return translate("Explanation", "{} channels at the image's own {}.").format(channels, after)
        return translate("Explanation", "{} channels; {} becomes {}.").format(channels, before, after)
    if part == "head":
        channels, classes = spec.head.input[0], exact_count(spec.head.output[0])
        text = translate("Explanation", "{} channels, averaged over {}, times {} classes: {} parameters.")
        return text.format(channels, _size(spec.head.input), classes, exact_count(spec.head.params))
    return ""


def _dense(stage: StageSpec) -> str:
    layers = [unit for unit in stage.units if unit.kind == "dense_layer"]
    enters, leaves = layers[0].input[0], layers[-1].output[0]
    growth = layers[0].output[0] - enters
    sentence = translate("Explanation", "{} + {} × {} = {} channels leave the block").format(
        enters, len(layers), growth, leaves
    )
    transition = next((unit for unit in stage.units if unit.kind == "transition"), None)
    if transition is None:
        return sentence + translate("Explanation", "; no transition follows.")
    return sentence + translate("Explanation", "; the transition keeps {} and halves {} to {}.").format(
        transition.output[0], _size(transition.input), _size(transition.output)
    )


def _residual(stage: StageSpec) -> str:
    entry = stage.units[0]
    first = next(unit for unit in stage.units if unit.kind in ("basic", "bottleneck"))
    if entry.kind != "entry":
        return f"{_change(first)}{_consequence(first)}"
    return translate("Explanation", "A bare convolution takes {} to {}; the blocks keep that shape{}").format(
        _shape(entry.input), _shape(entry.output), _consequence(first)
    )


def _change(unit: Unit) -> str:
    """ "Stride 2 halves 56 × 56 to 28 × 28; 64 to 128 channels"."""
    if unit.input == unit.output:
        return translate("Explanation", "{} in and out").format(_shape(unit.input))
    parts = []
    if unit.input[1:] != unit.output[1:]:
        stride = unit.reach.stride
        verb = translate("Explanation", "halves") if stride == 2 else translate("Explanation", "takes")
        parts.append(
            translate("Explanation", "Stride {} {} {} to {}").format(
                stride, verb, _size(unit.input), _size(unit.output)
            )
        )
    if unit.input[0] != unit.output[0]:
        parts.append(translate("Explanation", "{} to {} channels").format(unit.input[0], unit.output[0]))
    return "; ".join(parts)


def _consequence(unit: Unit) -> str:
    kind = unit.shortcut_kind
    if kind is ShortcutKind.NONE:
        return translate("Explanation", ". No shortcut is added: this is a plain network.")
    if kind is ShortcutKind.IDENTITY:
        return translate("Explanation", ", so the shortcut is the identity.")
    if kind is ShortcutKind.ZERO_PAD:
        return translate("Explanation", ", so the first shortcut is subsampled and padded with zeros.")
    if unit.input == unit.output:
        return translate("Explanation", "; every block has a projection all the same.")
    return translate("Explanation", ", so the first block needs a projection.")


def _size(shape: Shape) -> str:
    return UNBROKEN.join(map(str, shape[1:]))


def _shape(shape: Shape) -> str:
    return UNBROKEN.join(map(str, shape))
