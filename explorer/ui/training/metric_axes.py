"""The axes of the metric plots: steps, epochs, time, losses and percentages, with no surprises in their labels."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication

from explorer.ui.training.plain_axis import PlainAxis

translate = QCoreApplication.translate

Ticks = list[tuple[float, list[float]]]


def nice_spacing(span: float, most: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, ... (or 0.5, 0.2, ...) that cuts `span` into at most `most` parts."""
    rough = span / max(1.0, most)
    if not (rough > 0 and math.isfinite(rough)):
        return 1.0
    decade = 10.0 ** math.floor(math.log10(rough))
    return next(factor * decade for factor in (1, 2, 5, 10, 20) if factor * decade >= rough * (1 - 1e-9))


def time_spacing(span: float, most: float) -> float:
    """As `nice_spacing`, for seconds that are read as minutes and hours."""
    rough = span / max(1.0, most)
    if rough <= 1:
        return nice_spacing(span, most)
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200)
    return next((float(step) for step in steps if step >= rough), 86400 * nice_spacing(span / 86400, most))


def clock_text(seconds: float, spacing: float) -> str:
    """5 -> "0:05", 3723 -> "1:02:03"; below a second with so many decimals as the spacing asks for."""
    if spacing < 1:
        return f"{seconds:.{decimals(spacing)}f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def multiples(spacing: float, start: float, end: float) -> list[float]:
    """The multiples of `spacing` from `start` to `end`."""
    first, last = math.ceil(start / spacing - 1e-6), math.floor(end / spacing + 1e-6)
    return [number * spacing for number in range(first, last + 1)]


def decimals(spacing: float) -> int:
    """Digits after the point that tell neighbours at this spacing apart."""
    return max(0, -math.floor(math.log10(spacing) + 1e-6))


def log_ticks(start: float, end: float, most: float) -> list[float]:
    """At most so many logarithms (base ten) of round numbers from `start` to `end`."""
    low, high = 10.0**start, 10.0**end
    if end - start < 0.7:
        return [math.log10(value) for value in multiples(nice_spacing(high - low, most), low, high) if value > 0]
    decades = range(math.floor(start), math.ceil(end) + 1)
    for factors in ((1, 2, 5), (1, 3), (1,)):
        ticks = [decade + math.log10(factor) for decade in decades for factor in factors]
        ticks = [tick for tick in ticks if start <= tick <= end]
        if len(ticks) <= most:
            return ticks
    every = nice_spacing(end - start, most)
    return np.asarray(multiples(max(1.0, every), start, end)).tolist()


def _named(pattern: str, numbers: list[str]) -> list[str]:
    """The first number says what all of them count."""
    return [pattern.format(number) if position == 0 else number for position, number in enumerate(numbers)]


class ProgressAxis(PlainAxis):
    """Steps, epochs or time along the bottom."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._scale = "step"

    def set_scale(self, name: str) -> None:
        """The name of one of the scales of progress."""
        self._scale = name
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        span, most = maxVal - minVal, self.num_labels(size)
        match self._scale:
            case "time":
                spacing = time_spacing(span, most)
            case "epoch":
                spacing = nice_spacing(span, most)
            case _:
                spacing = max(1.0, nice_spacing(span, most))
        return [(spacing, multiples(spacing, minVal, maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        match self._scale:
            case "time":
                return _named(translate("MetricPlots", "time {}"), [clock_text(value, spacing) for value in values])
            case "epoch":
                numbers = [f"{value:,.{decimals(spacing)}f}" for value in values]
                return _named(translate("MetricPlots", "epoch {}"), numbers)
        return _named(translate("MetricPlots", "step {}"), [f"{value:,.0f}" for value in values])


class EpochAxis(PlainAxis):
    """Epochs along the top of a plot over steps, each ending in a faint vertical line."""

    def __init__(self) -> None:
        super().__init__("top")
        self._steps_per_epoch = 0
        self.setGrid(255)

    def set_steps_per_epoch(self, count: int | None) -> None:
        """None: unknown, and no epochs are shown."""
        if self._steps_per_epoch != (count or 0):
            self._steps_per_epoch = count or 0
            self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        if not self._steps_per_epoch:
            return []
        epochs = (maxVal - minVal) / self._steps_per_epoch
        every = max(1.0, nice_spacing(epochs, self.num_labels(size)))
        spacing = every * self._steps_per_epoch
        return [(spacing, multiples(spacing, max(minVal, spacing), maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        numbers = [f"{value / self._steps_per_epoch:,.0f}" for value in values]
        return _named(translate("MetricPlots", "epoch {}"), numbers)


class ValueAxis(PlainAxis):
    """A metric along the left, linear or logarithmic."""

    def __init__(self, write: Callable[[float, int], str], unit: float) -> None:
        """
        Args:
            write: gives the label of a value with so many decimals.
            unit: the size of the label's unit: 0.01 for per cent.
        """
        super().__init__("left")
        self._write = write
        self._unit = unit
        self.is_log = False
        """Whether positions are logarithms (base ten) of the values."""
        self.setGrid(255)
        self.setWidth(48)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        if self.is_log:
            return [(0.0, log_ticks(minVal, maxVal, self.num_labels(size)))]
        spacing = nice_spacing(maxVal - minVal, self.num_labels(size))
        return [(spacing, multiples(spacing, minVal, maxVal))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        if self.is_log:
            return [f"{10**value / self._unit:.6g}" for value in values]
        return [self._write(value, decimals(spacing / self._unit)) for value in values]
