"""From the values of a plot to the pixels of its view."""

from typing import NamedTuple

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSizeF


class PixelScale(NamedTuple):
    """A linear map for each direction, as a factor and what is added after it; y grows downwards."""

    x_factor: float
    x_shift: float
    y_factor: float
    y_shift: float
    size: QSizeF
    """Of the view, in pixels."""

    @classmethod
    def of(cls, view: pg.ViewBox) -> "PixelScale":
        (left, right), (low, high) = view.viewRange()
        size = view.size()
        x_factor, y_factor = size.width() / (right - left), -size.height() / (high - low)
        return cls(x_factor, -left * x_factor, y_factor, -high * y_factor, size)

    def pixels(self, places: np.ndarray, heights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where points stand, from the upper left corner of the view."""
        return places * self.x_factor + self.x_shift, heights * self.y_factor + self.y_shift
