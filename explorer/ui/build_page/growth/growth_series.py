"""The quantities of the growth plot, and their values for every block: channels, costs, receptive field."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from explorer.figure.network_part import color_of, part_of
from explorer.number_format import byte_count, signed_bytes
from explorer.ui.plots.axis import Write, short_count
from models.summary import BlockRow, Summary

translate = QCoreApplication.translate

MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of every block that the plot can show."""

    name: str
    title: str
    tip: str
    value: Callable[[BlockRow], float]
    """Height in the plot."""
    sentence: str
    """Template for the exact value, and for that of `least` where there is one."""
    number: Callable[[float], str] = "{:,.0f}".format
    """Writes a value in words."""
    change: Callable[[float], str] = "{:+,.0f}".format
    """Writes a difference of two values."""
    tick: Write = short_count
    finest: float = 1.0
    """The least distance of two ticks."""
    has_head: bool = True
    """Whether the head has a value."""
    least: Callable[[BlockRow], float] | None = None
    """The lower end of a range whose upper end is `value`."""
    least_title: str = ""

    def write(self, block: BlockRow) -> str:
        """The exact value in words."""
        return self.sentence.format(*(self.number(value(block)) for value in (self.value, self.least) if value))


def quantities() -> tuple[Quantity, ...]:
    """All quantities; the plot begins with the first."""
    whole = "{:,.0f}".format
    return (
        Quantity(
            "channels",
            translate("GrowthPlot", "Channels"),
            translate("GrowthPlot", "Channels after each block: an addition keeps them, a concatenation adds k."),
            lambda block: block.output_shape[0],
            translate("GrowthPlot", "{} channels"),
            tick=whole,
            has_head=False,
        ),
        Quantity(
            "resolution",
            translate("GrowthPlot", "Resolution"),
            translate("GrowthPlot", "Height of the map after each block: strides and transitions halve it."),
            lambda block: block.output_shape[1],
            translate("GrowthPlot", "{} px high"),
            tick=whole,
            has_head=False,
        ),
        Quantity(
            "params",
            translate("GrowthPlot", "Parameters"),
            translate("GrowthPlot", "Trainable parameters of each block"),
            lambda block: block.params,
            translate("GrowthPlot", "{} parameters"),
        ),
        Quantity(
            "macs",
            translate("GrowthPlot", "MACs"),
            translate("GrowthPlot", "Multiply-accumulates of each block for one image"),
            lambda block: block.macs,
            translate("GrowthPlot", "{} MACs"),
        ),
        Quantity(
            "kept",
            translate("GrowthPlot", "Act. mem., MiB"),
            translate("GrowthPlot", "Activation memory that each block adds for one image"),
            lambda block: block.saved_bytes / MEBIBYTE,
            translate("GrowthPlot", "{} activation memory"),
            number=lambda mebibytes: byte_count(round(mebibytes * MEBIBYTE)),
            change=lambda mebibytes: signed_bytes(mebibytes * MEBIBYTE),
            tick="{:g}".format,
            finest=0.0,
        ),
        Quantity(
            "field",
            translate("GrowthPlot", "Receptive field"),
            translate(
                "GrowthPlot",
                "Pixels of the image, along one side, that a value after the block depends on: along the path with "
                "the most convolutions, and along the one that takes every shortcut (Veit 2016, arXiv:1605.06431)",
            ),
            lambda block: block.receptive_field,
            translate("GrowthPlot", "{} px receptive field, {} px by shortcuts only"),
            tick=whole,
            has_head=False,
            least=lambda block: block.smallest_receptive_field,
            least_title=translate("GrowthPlot", "shortcuts"),
        ),
    )


class Span(NamedTuple):
    """The blocks of a stage, from `start` up to but not including `end`, and the size of its map."""

    start: int
    end: int
    size: str


@dataclass(frozen=True, slots=True)
class GrowthSeries:
    """A quantity of every block of a network. The stem is block 0."""

    blocks: tuple[BlockRow, ...]
    colors: tuple[str, ...]
    """Name of the palette's colour of each block."""
    values: tuple[float, ...]
    spans: tuple[Span, ...]
    least: tuple[float, ...] | None = None
    """The lower ends of a range."""
    partners: tuple[BlockRow | None, ...] | None = None
    """The baseline's block for every block; None where there is no baseline."""
    baseline: tuple[float | None, ...] | None = None
    """Their values."""

    @property
    def largest(self) -> float:
        return max(self._all())

    @property
    def floor(self) -> float:
        """The bottom of a logarithmic scale: a power of ten below all values that are not zero."""
        smallest = min((value for value in self._all() if value > 0), default=1.0)
        return 10.0 ** math.floor(math.log10(smallest) - 1e-9)

    def _all(self) -> list[float]:
        return [*self.values, *(self.least or ()), *(value for value in self.baseline or () if value is not None)]

    def place(self, block: int) -> int:
        """Position of a block in its part."""
        part = part_of(self.blocks[block])
        return sum(part_of(before) == part for before in self.blocks[:block])

    def extent(self, part: str) -> tuple[int, int] | None:
        """Positions of a part's first block and after its last one."""
        positions = [i for i, block in enumerate(self.blocks) if part_of(block) == part]
        return (positions[0], positions[-1] + 1) if positions else None


class Scale(NamedTuple):
    """The positions of values along the axis: the values themselves, or their logarithms (base ten)."""

    floor: float | None = None
    """Bottom of a logarithmic scale, where smaller values stand: zero has no logarithm. None: a linear scale."""

    @property
    def base(self) -> float:
        """The place of the bottom."""
        return 0.0 if self.floor is None else math.log10(self.floor)

    def place(self, value: float) -> float:
        return value if self.floor is None else math.log10(max(value, self.floor))


def growth_series(
    summary: Summary, quantity: Quantity, partners: tuple[BlockRow | None, ...] | None = None
) -> GrowthSeries:
    """The values of a quantity over the blocks of a network, and over their partners in the baseline."""
    blocks = summary.blocks if quantity.has_head else summary.blocks[:-1]
    shown = None if partners is None else partners[: len(blocks)]
    return GrowthSeries(
        blocks,
        colors=tuple(map(color_of, blocks)),
        values=tuple(map(quantity.value, blocks)),
        spans=tuple(_spans(summary)),
        least=quantity.least and tuple(map(quantity.least, blocks)),
        partners=shown,
        baseline=None if shown is None else tuple(None if block is None else quantity.value(block) for block in shown),
    )


def _spans(summary: Summary) -> list[Span]:
    spans, start = [], 1
    for stage in summary.spec.stages:
        end = start + len(stage.units)
        _, height, width = stage.units[0].output
        spans.append(Span(start, end, f"{height} × {width}"))
        start = end
    return spans
