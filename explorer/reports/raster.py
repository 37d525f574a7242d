"""Images of pixels for a page."""

import base64
import io

import numpy as np
from PIL import Image


def as_png(pixels: np.ndarray) -> bytes:
    """(h, w, c) uint8 pixels, c being 1, 3 or 4, as a PNG file."""
    content = io.BytesIO()
    Image.fromarray(pixels.squeeze(2) if pixels.shape[2] == 1 else pixels).save(content, "PNG", optimize=True)
    return content.getvalue()


def as_png_uri(pixels: np.ndarray) -> str:
    """The same as an address that holds the image itself."""
    return "data:image/png;base64," + base64.b64encode(as_png(pixels)).decode()
