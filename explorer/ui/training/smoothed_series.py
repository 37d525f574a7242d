"""A smoothed copy of a series that grows."""

import numpy as np

from explorer.runs.metric_history import GrowingTable

BLOCK = 64
"""Values whose averages are one row of a matrix product."""

SETTLED = 40
"""Time constants after which the beginning no longer counts: exp(-40) is below a float's precision."""


class SmoothedSeries:
    """The exponential moving average of a series, without the pull to zero at its beginning.

    Each value is computed once, when it is first asked for. A value that is no number counts as the average before it.
    """

    def __init__(self, window: int) -> None:
        """
        Args:
            window: time constant of the average, in values; 1 leaves the series as it is.
        """
        self._keep = 1 - 1 / window
        # Column i weighs the block's values 0 to i.
        age = np.subtract.outer(np.arange(BLOCK), np.arange(BLOCK)).T
        self._weights = np.where(age >= 0, self._keep ** np.maximum(age, 0), 0.0) / window
        self._fading = self._keep ** np.arange(1, BLOCK + 1)
        self._settled = SETTLED * window
        self._table = GrowingTable(1)
        self._sum = 0.0

    def of(self, values: np.ndarray) -> np.ndarray:
        """The average at each of `values`, which begin as they did at the last call."""
        new = values[len(self._table) :]
        if not np.isfinite(new).all():
            new = self._filled(new)
        whole = len(new) - len(new) % BLOCK
        if whole:
            self._extend(new[:whole].reshape(-1, BLOCK))
        if whole < len(new):
            self._extend(new[whole:].reshape(1, -1))
        return self._table.column(0)

    def _extend(self, blocks: np.ndarray) -> None:
        size = blocks.shape[1]
        sums = blocks @ self._weights[:size, :size]
        sums += np.outer(self._sums_before(sums[:, -1]), self._fading[:size])
        self._sum = sums[-1, -1]
        self._table.extend(self._without_pull(sums.ravel()))

    def _sums_before(self, own: np.ndarray) -> list[float]:
        """The sum that each block begins with, from what each adds itself."""
        before = []
        total = self._sum
        for value in own.tolist():
            before.append(total)
            total = value + self._fading[-1] * total
        return before

    def _without_pull(self, sums: np.ndarray) -> np.ndarray:
        done = len(self._table)
        ages = np.arange(done + 1, min(done + len(sums), self._settled) + 1)
        sums[: len(ages)] /= 1 - self._keep**ages
        return sums

    def _filled(self, values: np.ndarray) -> np.ndarray:
        before = self._table.column(0)[-1] if len(self._table) else 0.0
        return np.where(np.isfinite(values), values, before)
