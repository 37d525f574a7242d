"""Curves with more points than the screen has columns, drawn by their extremes so that no spike is lost."""

import numpy as np


def visible_slice(x: np.ndarray, start: float, end: float) -> slice:
    """The points of ascending `x` from `start` to `end`, with one more at each side: the line reaches the edge."""
    first = int(np.searchsorted(x, start)) - 1
    last = int(np.searchsorted(x, end, side="right")) + 1
    return slice(max(0, first), min(len(x), last))


def column_extremes(x: np.ndarray, y: np.ndarray, shown: slice, num_columns: int) -> tuple[np.ndarray, np.ndarray]:
    """The points of a line that looks, over `num_columns` pixels, like the one through all shown points.

    Few points are returned as they are. Many are cut into runs of equal length, each replaced by its least and its
    greatest value. Runs begin at multiples of their length, which is a power of two: neither a growing curve nor a
    moving view flickers.
    """
    size = _run_length(shown.stop - shown.start, num_columns)
    if size == 1:
        return x[shown], y[shown]
    first, last = shown.start // size, -(-shown.stop // size)
    num_whole = min(last, len(x) // size) - first
    whole = slice(first * size, (first + num_whole) * size)
    runs = y[whole].reshape(-1, size)
    tops, bottoms, places = [runs.max(axis=1)], [runs.min(axis=1)], [x[whole][::size]]
    if first + num_whole < last:
        rest = slice(whole.stop, len(x))
        tops.append(y[rest].max(keepdims=True))
        bottoms.append(y[rest].min(keepdims=True))
        places.append(x[rest][:1])
    return np.repeat(np.concatenate(places), 2), _interleaved(np.concatenate(bottoms), np.concatenate(tops))


def _run_length(num_points: int, num_columns: int) -> int:
    excess = num_points / max(1, 2 * num_columns)
    return 1 if excess <= 1 else 2 ** int(np.ceil(np.log2(excess)))


def _interleaved(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.stack([one, other], axis=1).ravel()
