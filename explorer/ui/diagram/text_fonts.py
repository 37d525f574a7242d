"""The fonts of the picture and how wide texts are in them."""

from PySide6.QtGui import QFont, QFontMetricsF

from explorer.figure.figure import TEXT_STYLES, TextStyle

SMALLEST_PIXELS = 6.0
"""Text that would appear smaller than this is left out."""


MAX_WIDTHS = 10_000
"""Remembered at a time."""


class TextFonts:
    """One family in all styles."""

    def __init__(self, base: QFont) -> None:
        self._fonts = {style: _font(base, size, weight) for style, (size, weight) in TEXT_STYLES.items()}
        self._metrics = {style: QFontMetricsF(font) for style, font in self._fonts.items()}
        self._widths: dict[tuple[str, TextStyle], float] = {}

    def __getitem__(self, style: TextStyle) -> QFont:
        return self._fonts[style]

    def width(self, text: str, style: TextStyle) -> float:
        """Width in pixels at zoom 1."""
        width = self._widths.get((text, style))
        if width is None:
            if len(self._widths) > MAX_WIDTHS:
                self._widths.clear()
            width = self._widths[text, style] = self._metrics[style].horizontalAdvance(text)
        return width

    @staticmethod
    def readable(style: TextStyle, zoom: float) -> bool:
        """Whether a style is large enough at a zoom to be more than mush."""
        return TEXT_STYLES[style][0] * zoom >= SMALLEST_PIXELS


def _font(base: QFont, size: int, weight: int) -> QFont:
    font = QFont(base)
    # Hinted glyphs have other widths at other zooms, and text would outgrow the room measured for it.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font
