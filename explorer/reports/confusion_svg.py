"""The confusion matrix as a drawing: shares of each row."""

import math

import numpy as np

from explorer.reports.svg import Figure, as_png_uri, number, rect, text
from explorer.runs.evaluation_result import EvaluationResult
from explorer.words.catalogue import ENGLISH, Words

SIDE = 560.0
LARGEST_CELL = 46.0
LETTER = 6.4
"""Pixels that a letter takes, nearly."""
LONGEST_LABEL = 120.0
TITLE = 22.0
MOST_CELLS = 30
"""Classes whose cells are drawn one by one; of more the matrix is an image of pixels."""
SMALLEST_NUMBER = 20.0
STRENGTH = 0.4
"""A power of the share: few mistakes are seen beside many."""
SMALLEST_LABEL = 13.0
HIT, MISTAKE = (58, 110, 224), (214, 72, 96)
"""Colours of the pixels: the strength is their opacity, so that they stand on light and dark."""


def draw_confusion(result: EvaluationResult, words: Words = ENGLISH) -> Figure:
    """A row a true class, a column what its images were taken for."""
    size = len(result.classes)
    cell = min(SIDE / size, LARGEST_CELL)
    label = min(LETTER * max(map(len, result.classes)), LONGEST_LABEL)
    left, top = TITLE + label + 8, TITLE + label + 8
    counts = result.confusion
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    cells = _cells(counts, shares, cell, left, top) if size <= MOST_CELLS else _pixels(shares, cell, left, top)
    drawn = [
        cells,
        rect(left, top, cell * size, cell * size, "frame"),
        _titles(left, top, cell * size, words),
        _labels(result.classes, cell, left, top, int(label / LETTER)),
    ]
    return Figure("confusion", words("Confusion matrix"), left + cell * size + 8, top + cell * size + 8, "".join(drawn))


def _cells(counts: np.ndarray, shares: np.ndarray, cell: float, left: float, top: float) -> str:
    drawn = []
    for row, column in np.argwhere(counts > 0).tolist():
        share = float(shares[row, column])
        kind = "hit" if row == column else "mistake"
        x, y = left + column * cell, top + row * cell
        strength = share**STRENGTH
        drawn.append(rect(x, y, cell, cell, kind, more=f'fill-opacity="{number(strength)}"'))
        if cell >= SMALLEST_NUMBER:
            ink = "words on-ink" if strength > 0.8 else "words"
            shown = f"{100 * share:.0f}" if share >= 0.005 else "<1"
            drawn.append(text(x + cell / 2, y + cell / 2 + 4, shown, ink))
    return "".join(drawn)


def _pixels(shares: np.ndarray, cell: float, left: float, top: float) -> str:
    size = len(shares)
    pixels = np.zeros((size, size, 4), np.uint8)
    pixels[..., :3] = np.where(np.eye(size, dtype=bool)[..., None], HIT, MISTAKE)
    pixels[..., 3] = shares**STRENGTH * 255
    return (
        f'<image x="{number(left)}" y="{number(top)}" width="{number(cell * size)}" height="{number(cell * size)}" '
        f'preserveAspectRatio="none" style="image-rendering: pixelated" href="{as_png_uri(pixels)}"/>'
    )


def _titles(left: float, top: float, extent: float, words: Words) -> str:
    columns = text(left + extent / 2, 14, words("Predicted class"), "words strong")
    return columns + text(14, top + extent / 2, words("True class"), "words strong", turned=True)


def _labels(classes: tuple[str, ...], cell: float, left: float, top: float, most: int) -> str:
    drawn = []
    for index in range(0, len(classes), max(1, math.ceil(SMALLEST_LABEL / cell))):
        name = classes[index] if len(classes[index]) <= most else classes[index][: most - 1] + "…"
        middle = (index + 0.5) * cell
        drawn.append(text(left - 6, top + middle + 4, name, "words", anchor="end"))
        if len(name) * LETTER <= cell:
            drawn.append(text(left + middle, top - 6, name, "words"))
        else:
            drawn.append(text(left + middle + 4, top - 6, name, "words", anchor="start", turned=True))
    return "".join(drawn)
