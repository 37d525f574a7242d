"""What the growth plot can show of every block: channels, costs, receptive field; plain values from the summary."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from explorer.number_format import byte_count, exact_count, tick_count
from explorer.ui.network_part import color_of, part_of, stage_part
from models.summary import BlockRow, Summary

translate = QCoreApplication.translate

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing to show of every block."""

    name: str
    title: str
    tip: str
    value: Callable[[BlockRow], float]
    """Height in the plot."""
    write: Callable[[BlockRow], str]
    """The exact value in words."""
    tick: Callable[[float], str] = tick_count
    finest: float = 1.0
    """The least distance of two ticks."""
    has_head: bool = True
    """Whether it says something of the head."""


def quantities() -> tuple[Quantity, ...]:
    """All of them; the first is shown at first."""
    channels, field = _map_quantities()
    return channels, *_cost_quantities(), field


def _map_quantities() -> tuple[Quantity, Quantity]:
    return (
        Quantity(
            "channels",
            translate("GrowthPlot", "Channels"),
            translate("GrowthPlot", "Channels after each block: an addition keeps them, a concatenation adds k."),
            lambda block: block.output_shape[0],
            lambda block: translate("GrowthPlot", "{} channels").format(exact_count(block.output_shape[0])),
            tick="{:,.0f}".format,
            has_head=False,
        ),
        Quantity(
            "field",
            translate("GrowthPlot", "Receptive field, px"),
            translate("GrowthPlot", "Pixels of the picture, along one side, that a value after the block depends on"),
            lambda block: block.receptive_field,
            lambda block: translate("GrowthPlot", "{} px receptive field").format(exact_count(block.receptive_field)),
            tick="{:,.0f}".format,
            has_head=False,
        ),
    )


def _cost_quantities() -> tuple[Quantity, ...]:
    return (
        Quantity(
            "params",
            translate("GrowthPlot", "Parameters"),
            translate("GrowthPlot", "Trainable weights of each block"),
            lambda block: block.params,
            lambda block: translate("GrowthPlot", "{} parameters").format(exact_count(block.params)),
        ),
        Quantity(
            "macs",
            translate("GrowthPlot", "MACs"),
            translate("GrowthPlot", "Multiply-accumulates of each block for one picture"),
            lambda block: block.macs,
            lambda block: translate("GrowthPlot", "{} MACs").format(exact_count(block.macs)),
        ),
        Quantity(
            "kept",
            translate("GrowthPlot", "Kept for backward, MiB"),
            translate("GrowthPlot", "Memory that each block is the first to keep for the backward pass of one picture"),
            lambda block: block.saved_bytes / MEBIBYTE,
            lambda block: translate("GrowthPlot", "{} kept").format(byte_count(block.saved_bytes)),
            tick="{:g}".format,
            finest=0.0,
        ),
    )


class Span(NamedTuple):
    """Blocks `start` to `end` (not included) of one stage, and the size of its map."""

    part: str
    start: int
    end: int
    size: str


@dataclass(frozen=True, slots=True)
class GrowthSeries:
    """One quantity of every block of a network. The stem is block 0."""

    blocks: tuple[BlockRow, ...]
    colors: tuple[str, ...]
    """Name of the palette's colour of each block."""
    values: tuple[float, ...]
    spans: tuple[Span, ...]

    @property
    def largest(self) -> float:
        return max(self.values)

    def extent(self, part: str) -> tuple[int, int] | None:
        """First and last-plus-one position of a part's blocks."""
        positions = [i for i, block in enumerate(self.blocks) if part_of(block) == part]
        return (positions[0], positions[-1] + 1) if positions else None


def growth_series(summary: Summary, quantity: Quantity) -> GrowthSeries:
    """The values of a quantity over the blocks of a network."""
    blocks = summary.blocks if quantity.has_head else summary.blocks[:-1]
    colors, values = tuple(map(color_of, blocks)), tuple(map(quantity.value, blocks))
    return GrowthSeries(blocks, colors, values, tuple(_spans(summary)))


def _spans(summary: Summary) -> list[Span]:
    spans, start = [], 1
    for stage in summary.spec.stages:
        end = start + len(stage.units)
        _, height, width = stage.units[0].output
        spans.append(Span(stage_part(stage.index), start, end, f"{height} × {width}"))
        start = end
    return spans
