"""How resolution and channels become lengths: compressed, so that 7 and 224 pixels fit one figure."""

from typing import NamedTuple

TALLEST = (236.0, 200.0, 168.0, 132.0, 104.0, 80.0, 60.0)
"""Heights of the network's input, for views from high to low."""
LOWEST_SHARE = 0.31
WIDEST = 64.0


class Scale(NamedTuple):
    """Heights of maps in one figure."""

    input_pixels: int
    """Height of the network's input in pixels."""
    tallest: float
    """How tall the input is drawn."""

    def height(self, pixels: int) -> float:
        """How tall a map of this many pixels is drawn."""
        share = min(1.0, pixels / self.input_pixels)
        return self.tallest * (LOWEST_SHARE + (1 - LOWEST_SHARE) * share**0.5)


def slab_width(channels: int) -> float:
    """Thickness of a map: 16 channels 5, 64 channels 8, 2048 channels 32."""
    return min(WIDEST, 1.5 * channels**0.4)
