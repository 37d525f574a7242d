"""How resolution and channels become lengths: compressed, so that 7 and 224 pixels fit one picture."""

LOWEST, TALLEST = 52.0, 168.0
WIDEST = 64.0


def slab_height(pixels: int, input_pixels: int) -> float:
    """Height of a map: the network's input is the tallest."""
    share = min(1.0, pixels / input_pixels)
    return LOWEST + (TALLEST - LOWEST) * share**0.5


def slab_width(channels: int) -> float:
    """Thickness of a map: 16 channels 5, 64 channels 8, 2048 channels 32."""
    return min(WIDEST, 1.5 * channels**0.4)
