"""Figures as SVG text. Colours are classes, so that a page, light or dark, gives them."""

from html import escape
from typing import NamedTuple

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
