"""A line that is denser than the pixels, as an image: one bar a column, from its least to its greatest value."""

import numpy as np
from PySide6.QtGui import QColor, QImage


def column_image(x: np.ndarray, y: np.ndarray, width: int, height: int, color: QColor, *, thickness: int = 1) -> QImage:
    """The line through points as an image with its colour or nothing in each pixel.

    A painter takes up to ten times as long for a line that goes up and down in every column. A column that has only
    values that are not finite stays empty; one that no point falls into is crossed by a thin line.

    Args:
        x: pixels, ascending. Those outside the image do not count.
        y: pixels, downwards.
        thickness: pixels that a flat line is high at least.
    """
    tops, bottoms = _joined(*_bars(x, y, width))
    half = (thickness - 1) / 2
    rows = np.arange(height, dtype=np.float32)[:, None]
    # NaN is neither above nor below a row.
    is_line = (rows >= _whole(tops - half)) & (rows <= _whole(bottoms + half))
    # Other formats than this one are converted by a pool of threads, which is waited for.
    pixels = is_line * np.uint32(_premultiplied(color))
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    # The image does not hold on to the pixels itself.
    image.pixels = pixels
    return image


def _bars(x: np.ndarray, y: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest of each column: NaN where no value is finite, a point on the line where there is none."""
    inside = slice(*np.searchsorted(x, (0, width)))
    columns, y = x[inside].astype(np.intp), y[inside]
    tops, bottoms = np.full(width, np.nan), np.full(width, np.nan)
    if not len(columns):
        return tops, bottoms
    starts = np.concatenate(([0], np.flatnonzero(columns[1:] > columns[:-1]) + 1))
    there = columns[starts]
    tops[there], bottoms[there] = np.fmin.reduceat(y, starts), np.fmax.reduceat(y, starts)
    if len(there) <= there[-1] - there[0]:
        empty = np.setdiff1d(np.arange(there[0], there[-1]), there, assume_unique=True)
        tops[empty] = bottoms[empty] = np.interp(empty, there, (tops[there] + bottoms[there]) / 2)
    return tops, bottoms


def _joined(tops: np.ndarray, bottoms: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each bar made long enough to touch the one before."""
    longer_tops, longer_bottoms = tops.copy(), bottoms.copy()
    # Beside a gap the one that is there counts; in a gap there is nothing to be made longer.
    np.fmin(tops[1:], bottoms[:-1], out=longer_tops[1:], where=tops[1:] == tops[1:])
    np.fmax(bottoms[1:], tops[:-1], out=longer_bottoms[1:], where=bottoms[1:] == bottoms[1:])
    return longer_tops, longer_bottoms


def _whole(values: np.ndarray) -> np.ndarray:
    return np.floor(values).astype(np.float32)


def _premultiplied(color: QColor) -> int:
    alpha = color.alpha()
    red, green, blue = (round(part * alpha / 255) for part in (color.red(), color.green(), color.blue()))
    return alpha << 24 | red << 16 | green << 8 | blue
