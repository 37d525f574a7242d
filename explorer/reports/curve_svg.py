"""The curves of a run: every step of the training, and the test at each epoch's end."""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from explorer.reports.svg import Figure, line, number, path, text
from explorer.runs.metric_history import MetricHistory
from explorer.words.catalogue import ENGLISH, Words

WIDTH, HEIGHT = 560.0, 300.0
LEFT, TOP, RIGHT, BOTTOM = 56.0, 34.0, 26.0, 40.0
NUM_TICKS = 5

Write = Callable[[float], str]


def draw_loss(history: MetricHistory, words: Words = ENGLISH) -> Figure:
    """Training and test loss over the steps."""
    titles = _Titles("loss", words("Loss"), words("Loss over the steps"))
    return _draw(titles, history, history.losses, history.test_losses, words, lambda value: f"{value:g}")


def draw_accuracy(history: MetricHistory, words: Words = ENGLISH) -> Figure:
    """Training and test accuracy over the steps."""
    titles = _Titles("accuracy", words("Accuracy"), words("Accuracy over the steps"))
    curves = history.accuracies, history.test_accuracies
    return _draw(titles, history, *curves, words, lambda value: f"{100 * value:g} %", highest=1.0)


def spread_by_pixel(x: np.ndarray, y: np.ndarray, num_pixels: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pixel columns with their lowest and highest values: every spike stays, however many steps there are.

    Args:
        x: (N,) ascending, from 0 to 1.
        y: (N,) finite.
    """
    columns = np.minimum((x * num_pixels).astype(int), num_pixels - 1)
    starts = np.flatnonzero(np.diff(columns, prepend=-1))
    return columns[starts], np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)


def ticks(low: float, high: float) -> list[float]:
    """Some round numbers from `low` to `high`."""
    step = 10 ** math.floor(math.log10(max(high - low, 1e-9) / NUM_TICKS))
    step *= next(factor for factor in (1, 2, 2.5, 5, 10) if (high - low) / (factor * step) <= NUM_TICKS)
    first = math.ceil(low / step - 1e-9)
    return [round(index * step, 10) for index in range(first, math.floor(high / step + 1e-9) + 1)]


class _Axes:
    """Where values are in the figure."""

    def __init__(self, last_step: float, low: float, high: float):
        self.last_step, self.low, self.high = last_step, low, high

    def x(self, step: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * step / self.last_step

    def y(self, value: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (self.high - value) / (self.high - self.low)


class _Titles(NamedTuple):
    name: str
    """The file's."""
    short: str
    """Within the figure."""
    long: str


def _draw(
    titles: _Titles,
    history: MetricHistory,
    training: np.ndarray,
    tests: np.ndarray,
    words: Words,
    write: Write,
    highest: float | None = None,
) -> Figure:
    values = np.concatenate([training, tests])
    values = values[np.isfinite(values)]
    if not len(values):
        nothing = text(WIDTH / 2, HEIGHT / 2, words("No step was completed."), "words muted")
        return Figure(titles.name, titles.short, WIDTH, HEIGHT, nothing)
    last_step = max(float(history.steps[-1]) if len(history.steps) else 1.0, float(history.epoch_steps.max(initial=1)))
    high = highest or float(values.max())
    axes = _Axes(last_step, 0.0, high * 1.02 if high > 0 else 1.0)
    drawn = [
        _grid(axes, write, words("Steps")),
        _training(axes, history.steps, training),
        _tests(axes, history.epoch_steps, tests),
        _legend(titles.short, words("training"), words("test")),
    ]
    return Figure(titles.name, titles.long, WIDTH, HEIGHT, "".join(drawn))


def _grid(axes: _Axes, write: Write, below: str) -> str:
    drawn = []
    for value in ticks(axes.low, axes.high):
        y = axes.y(value)
        drawn += [line(LEFT, y, WIDTH - RIGHT, y, "grid"), text(LEFT - 8, y + 4, write(value), "words", anchor="end")]
    for step in ticks(0, axes.last_step):
        drawn.append(text(axes.x(step), HEIGHT - BOTTOM + 18, f"{step:,.0f}", "words"))
    return "".join([*drawn, text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 4, below, "words muted")])


def _training(axes: _Axes, steps: np.ndarray, values: np.ndarray) -> str:
    is_finite = np.isfinite(values)
    if not is_finite.any():
        return ""
    num_pixels = int(WIDTH - LEFT - RIGHT)
    columns, low, high = spread_by_pixel(steps[is_finite] / axes.last_step, values[is_finite], num_pixels)
    points = (
        f"{number(LEFT + column)} {number(axes.y(value))}"
        for column, pair in zip(columns, zip(low, high, strict=True), strict=True)
        for value in dict.fromkeys(pair)
    )
    return path("M" + "L".join(points), "training")


def _tests(axes: _Axes, steps: np.ndarray, values: np.ndarray) -> str:
    points = [(axes.x(step), axes.y(value)) for step, value in zip(steps, values, strict=True) if math.isfinite(value)]
    if not points:
        return ""
    curve = path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in points), "test")
    if len(points) > 60:
        return curve
    return curve + "".join(f'<circle class="dot" cx="{number(x)}" cy="{number(y)}" r="3"/>' for x, y in points)


def _legend(title: str, training: str, test: str) -> str:
    x = WIDTH - RIGHT - 150
    return "".join(
        [
            text(LEFT, 16, title, "words strong", anchor="start"),
            line(x, 12, x + 18, 12, "training"),
            text(x + 24, 16, training, "words", anchor="start"),
            line(x + 88, 12, x + 106, 12, "test"),
            text(x + 112, 16, test, "words", anchor="start"),
        ]
    )
