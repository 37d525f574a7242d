"""Figures as SVG text, and images of pixels. Colours are classes, so that a page, light or dark, gives them."""

import base64
import io
import json
from html import escape
from importlib import resources
from typing import NamedTuple

import numpy as np
from PIL import Image

from explorer.figure.svg import number


class Figure(NamedTuple):
    """A drawing of a size in pixels."""

    name: str
    """As a file is called, without suffix."""
    title: str
    """What it shows, for those who cannot see it."""
    width: float
    height: float
    body: str

    def inline(self) -> str:
        """For a page, which has the colours and gives the width."""
        return (
            f'<svg class="drawing" viewBox="0 0 {number(self.width)} {number(self.height)}" role="img" '
            f'style="max-width: {number(self.width)}px" xmlns="http://www.w3.org/2000/svg">'
            f"<title>{escape(self.title)}</title>{self.body}</svg>"
        )

    def standalone(self, style: str) -> str:
        """For a file of its own, with the colours."""
        return (
            f'<svg viewBox="0 0 {number(self.width)} {number(self.height)}" width="{number(self.width)}" '
            f'height="{number(self.height)}" xmlns="http://www.w3.org/2000/svg"><style>{style}</style>'
            f'<rect class="ground" width="100%" height="100%"/>'
            f"<title>{escape(self.title)}</title>{self.body}</svg>\n"
        )


def rect(x: float, y: float, width: float, height: float, kind: str, *, radius: float = 0, more: str = "") -> str:
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    rounded = f' rx="{number(radius)}"' if radius else ""
    return f'<rect class="{kind}" {place}{rounded} {more}/>'


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"/>'


def path(commands: str, kind: str) -> str:
    return f'<path class="{kind}" d="{commands}"/>'


def text(x: float, y: float, words: str, kind: str = "words", *, anchor: str = "middle", turned: bool = False) -> str:
    """`turned` words run upwards."""
    turn = f' transform="rotate(-90 {number(x)} {number(y)})"' if turned else ""
    return f'<text class="{kind}" x="{number(x)}" y="{number(y)}" text-anchor="{anchor}"{turn}>{escape(words)}</text>'


def as_png(pixels: np.ndarray) -> bytes:
    """(h, w, c) uint8 pixels, c being 1, 3 or 4, as a PNG file."""
    content = io.BytesIO()
    Image.fromarray(pixels.squeeze(2) if pixels.shape[2] == 1 else pixels).save(content, "PNG", optimize=True)
    return content.getvalue()


def as_png_uri(pixels: np.ndarray) -> str:
    """The same as an address that holds the image itself."""
    return "data:image/png;base64," + base64.b64encode(as_png(pixels)).decode()


def page_style() -> str:
    """The style of a page: its colours by the reader's choice of light or dark, and everything else."""
    return _colours() + report_resource("report.css") + figure_style()


def figure_style() -> str:
    """The style of a drawing's classes."""
    return report_resource("figure.css")


def standalone_style() -> str:
    """The style of a drawing in a file of its own."""
    return _colours() + figure_style()


def ink(color: str, strength: float) -> str:
    """The paint of the network's figure for a page, which has the colours."""
    paint = f"var({_variable(color)})"
    return paint if strength == 1.0 else f"color-mix(in srgb, {paint} {strength:.0%}, var(--surface))"


def _colours() -> str:
    text = (resources.files("resources") / "styles" / "palettes.json").read_text(encoding="utf-8")
    light, dark = (_variables(colours) for colours in json.loads(text).values())
    return (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    )


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"{_variable(name)}: {value};" for name, value in colours.items())


def _variable(color: str) -> str:
    return f"--{color.replace('_', '-')}"


def report_resource(name: str) -> str:
    """The text of a file of `resources/report`."""
    return (resources.files("resources") / "report" / name).read_text(encoding="utf-8")
