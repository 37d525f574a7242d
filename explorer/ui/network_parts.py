"""The parts of a network as a person edits them: input, stem, stages, head and initialisation."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from explorer.experiment.analysis import Analysis
from explorer.figure.network_part import stage_part
from explorer.number_format import exact_count, shape_text, short_count
from explorer.ui.language import in_words
from models.advice import advise
from models.config import DenseStage, NetworkConfig, ResidualStage
from models.rules import Issue
from models.summary import Summary

translate = QCoreApplication.translate

_OWNERS = {"num_classes": "head", "stochastic_depth": "init", "activation": "init"}
"""Parts that show fields of the network itself."""


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part as a row of the list."""

    part: str
    """ "input", "stem", "stages.0", ..., "head", "init"."""
    kind: str
    """ "input", "stem", "residual", "dense", "head" or "init"."""
    title: str
    detail: str
    shape: str = ""
    """Of the part's output; empty where it is not known."""
    params: str = ""
    """Short."""
    exact: str = ""
    """The costs in full, for the tooltip."""
    problem: str = ""
    """The first issue of the part's fields."""


def part_of_field(field: str) -> str | None:
    """The part whose form has the field at a path of the network; None for the list of stages itself."""
    first, *rest = field.split(".")
    if first == "stages":
        return f"stages.{rest[0]}" if rest else None
    return _OWNERS.get(first, first)


def stage_index(part: str) -> int | None:
    """1 for "stages.1"; None for a part that is not a stage."""
    first, _, index = part.partition(".")
    return int(index) if first == "stages" else None


def part_names(network: NetworkConfig) -> list[str]:
    """All parts in their order."""
    return ["input", "stem", *map(stage_part, range(len(network.stages))), "head", "init"]


def kind_of(network: NetworkConfig, part: str) -> str:
    """The kind of a part, which decides its form and colour."""
    index = stage_index(part)
    return part if index is None else network.stages[index].kind


def part_title(part: str) -> str:
    """ "Stage 2" for "stages.1"."""
    index = stage_index(part)
    if index is not None:
        return translate("PartsList", "Stage {}").format(index + 1)
    return {
        "input": translate("PartsList", "Input"),
        "stem": translate("PartsList", "Stem"),
        "head": translate("PartsList", "Head"),
        "init": translate("PartsList", "Initialisation"),
    }[part]


def changed_parts(old: NetworkConfig, new: NetworkConfig) -> list[str]:
    """The parts of `new` that differ from those at the same place in `old`."""
    return [part for part in part_names(new) if _content(new, part) != _content(old, part)]


def advice_of(analysis: Analysis) -> tuple[Issue, ...]:
    """Advice on what is legal but rarely meant; none while the network has issues."""
    return advise(analysis.summary) if analysis.summary is not None else ()


def part_rows(analysis: Analysis) -> list[PartRow]:
    """A row for every part, with its costs where the network is legal."""
    network = analysis.config
    costs = _costs(analysis.summary)
    problems: dict[str | None, str] = {}
    for issue in analysis.issues:
        problems.setdefault(part_of_field(issue.field), in_words(issue.message))
    return [
        PartRow(
            part,
            kind_of(network, part),
            part_title(part),
            _detail(network, part),
            *costs.get(part, ("", "", "")),
            problems.get(part, ""),
        )
        for part in part_names(network)
    ]


def _content(network: NetworkConfig, part: str) -> object:
    index = stage_index(part)
    if index is not None:
        return network.stages[index] if index < len(network.stages) else None
    own = [getattr(network, name) for name, owner in _OWNERS.items() if owner == part]
    return getattr(network, part), *own


def _costs(summary: Summary | None) -> dict[str, tuple[str, str, str]]:
    """Shape, short and exact parameters of every part that has them."""
    if summary is None:
        return {}
    rows = summary.stages
    names = ["stem", *map(stage_part, range(len(rows) - 2)), "head"]
    costs = {"input": (shape_text(summary.spec.input), "", "")}
    for name, row in zip(names, rows, strict=True):
        exact = translate("PartsList", "{} parameters, {} MACs").format(exact_count(row.params), exact_count(row.macs))
        costs[name] = shape_text(row.output_shape), short_count(row.params), exact
    return costs


def _detail(network: NetworkConfig, part: str) -> str:
    index = stage_index(part)
    match part if index is None else network.stages[index]:
        case ResidualStage(blocks=blocks, width=width) as stage:
            plain, residual = translate("PartsList", "Plain"), translate("PartsList", "Residual")
            basic, bottleneck = translate("PartsList", "basic"), translate("PartsList", "bottleneck")
            kind, block = (
                plain if stage.shortcut == "none" else residual,
                basic if stage.block == "basic" else bottleneck,
            )
            return translate("PartsList", "{} × {}, {} wide, {}").format(kind, blocks, width, block)
        case DenseStage(layers=layers, growth_rate=growth_rate):
            return translate("PartsList", "Dense × {}, k = {}").format(layers, growth_rate)
        case "input":
            names = {1: translate("PartsList", "Grey image"), 3: translate("PartsList", "RGB image")}
            channels = network.input.channels
            return names.get(channels, translate("PartsList", "Image of {} channels").format(channels))
        case "stem":
            stem = network.stem
            kernel = f"{stem.kernel}×{stem.kernel}"
            conv = f"{stem.convs} × {kernel}" if stem.convs > 1 else kernel
            text = translate("PartsList", "{} conv, stride {}").format(conv, stem.stride)
            return text + translate("PartsList", ", max-pool") if stem.pool == "max" else text
        case "head":
            return translate("PartsList", "{} classes").format(exact_count(network.num_classes))
    return {
        "kaiming_fan_out": translate("PartsList", "Kaiming, fan out"),
        "kaiming_fan_in": translate("PartsList", "Kaiming, fan in"),
        "xavier": translate("PartsList", "Xavier"),
        "pytorch": translate("PartsList", "PyTorch's default"),
    }[network.init.scheme]
