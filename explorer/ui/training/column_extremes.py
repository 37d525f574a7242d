"""Curves with more points than the screen has columns, drawn by their extremes so that no spike is lost."""

import numpy as np

from explorer.runs.metric_history import GrowingTable

FINEST = 64
"""Values whose extremes are kept as one: a power of two."""


class GrowingExtremes:
    """The least and the greatest of every 64 values of a series that grows, each found once."""

    def __init__(self) -> None:
        self._table = GrowingTable(2)

    def of(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Least and greatest of each whole block of `values`, which begin as they did at the last call."""
        done, whole = len(self._table), len(values) // FINEST
        if done < whole:
            self._table.extend(*_extremes(values[done * FINEST : whole * FINEST], FINEST))
        return self._table.column(0), self._table.column(1)


def visible_slice(x: np.ndarray, start: float, end: float) -> slice:
    """The points of ascending `x` from `start` to `end`, with one more at each side: the line reaches the edge."""
    first = int(np.searchsorted(x, start)) - 1
    last = int(np.searchsorted(x, end, side="right")) + 1
    return slice(max(0, first), min(len(x), last))


def column_extremes(
    x: np.ndarray, y: np.ndarray, shown: slice, num_columns: int, kept: GrowingExtremes | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The points of a line that looks, over `num_columns` pixels, like the one through all shown points.

    Few points are returned as they are. Many are cut into runs of equal length, each replaced by its least and its
    greatest value; what is not finite does not count. Runs begin at multiples of their length, which is a power of
    two: neither a growing curve nor a moving view flickers.

    Args:
        kept: extremes of `y` that need not be found again: with them a million points cost as much as some thousands.
    """
    size = _run_length(shown.stop - shown.start, num_columns)
    if size == 1:
        return x[shown], y[shown]
    first, last = shown.start // size, -(-shown.stop // size)
    end = min(last, len(x) // size)
    bottoms, tops = _whole_runs(y, slice(first, end), size, kept)
    places = x[first * size : end * size : size]
    if end < last:
        bottom, top = _extremes(y[end * size :], len(y) - end * size)
        bottoms, tops = np.append(bottoms, bottom), np.append(tops, top)
        places = np.append(places, x[end * size])
    return np.repeat(places, 2), _interleaved(bottoms, tops)


def _whole_runs(y: np.ndarray, runs: slice, size: int, kept: GrowingExtremes | None) -> tuple[np.ndarray, np.ndarray]:
    if kept is None or size < FINEST:
        return _extremes(y[runs.start * size : runs.stop * size], size)
    bottoms, tops = kept.of(y)
    per_run = size // FINEST
    blocks = slice(runs.start * per_run, runs.stop * per_run)
    return (
        np.fmin.reduce(bottoms[blocks].reshape(-1, per_run), axis=1),
        np.fmax.reduce(tops[blocks].reshape(-1, per_run), axis=1),
    )


def _extremes(values: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Of each `size` values; NaN where none of them is finite."""
    finite = np.isfinite(values)
    if not finite.all():
        values = np.where(finite, values, np.nan)
    runs = values.reshape(-1, size)
    return np.fmin.reduce(runs, axis=1), np.fmax.reduce(runs, axis=1)


def _run_length(num_points: int, num_columns: int) -> int:
    excess = num_points / max(1, 2 * num_columns)
    return 1 if excess <= 1 else 2 ** int(np.ceil(np.log2(excess)))


def _interleaved(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.stack([one, other], axis=1).ravel()
