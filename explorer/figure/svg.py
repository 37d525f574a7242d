"""Writes a figure as SVG text, for files that the window saves and for reports, which differ in colours only."""

from collections.abc import Callable, Iterable
from html import escape
from unicodedata import east_asian_width

from explorer.figure.figure import (
    DASHES,
    TEXT_STYLES,
    Area,
    Box,
    Label,
    Mark,
    PartFigure,
    Point,
    Run,
    Stroke,
    TextStyle,
    bends,
)
from explorer.figure.network_layout import ARROW, MARGIN, Frame, NetworkFigure, band
from explorer.figure.part_layout import NUMBER_BASELINE

_ANCHORS = {-1: "start", 0: "middle", 1: "end"}

Ink = Callable[[str, float], str]
"""Gives the paint for a colour of the palette, in a strength from 0 to 1 on the surface's colour."""

FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
_LETTERS = {" .,·ijl": 0.31, ":/-()trf": 0.37, "sczk": 0.54, "RBDNHCU": 0.73, "wm×→+=½": 0.87}
_WIDTHS = {letter: width for letters, width in _LETTERS.items() for letter in letters}
_OTHER, _WIDE, _BOLD = 0.63, 1.0, 1.1
"""In shares of a font's size, as the widest of the usual fonts has them."""


def text_width(text: str, style: TextStyle) -> float:
    """How many pixels wide a text is at most: nobody knows the font in which a file will be shown."""
    size, weight = TEXT_STYLES[style]
    share = sum(_WIDE if east_asian_width(letter) in "WF" else _WIDTHS.get(letter, _OTHER) for letter in text)
    return size * share * (_BOLD if weight > 400 else 1.0)


def draw_svg(figure: NetworkFigure, ink: Ink) -> str:
    """The elements of a figure of `figure.size` pixels, for a figure that was laid out by `text_width`."""
    parts = zip(figure.lefts, figure.parts, strict=True)
    drawn = "".join(_moved(left, 0.0, _part(part, figure.frame, ink)) for left, part in parts)
    style = f'font-family="{FONTS}" fill="none" stroke-linecap="round" xml:space="preserve"'
    return f"<g {style}>{_moved(MARGIN, MARGIN - figure.frame.top, drawn)}</g>"


def svg_file(figure: NetworkFigure, title: str, ink: Ink) -> str:
    """A figure for a file of its own."""
    width, height = map(number, figure.size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<title>{escape(title)}</title><rect width="{width}" height="{height}" fill="{ink("surface", 1.0)}"/>'
        f"{draw_svg(figure, ink)}</svg>\n"
    )


def number(value: float) -> str:
    """1.50 -> "1.5", 2.0 -> "2"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _part(part: PartFigure, frame: Frame, ink: Ink) -> str:
    around = (band(part, frame), *(() if part.name == "input" else ARROW))
    written = ((frame.top, part.header), (frame.captions, part.captions), (frame.shapes, part.shapes))
    runs = (_run(run, ink) for run in part.runs)
    rows = (_moved(0.0, y, _drawn(marks, ink)) for y, marks in written)
    return "".join([_drawn((*around, *part.body), ink), *runs, *rows])


def _run(run: Run, ink: Ink) -> str:
    block, middle, baseline = _drawn(run.marks, ink), run.pitch / 2, run.bottom + NUMBER_BASELINE
    numbers = (Label(str(run.first + i + 1), middle, baseline, 0, "small", "text_muted") for i in range(run.count))
    blocks = (block + _drawn((label,), ink) for label in numbers)
    return "".join(_moved(run.left + i * run.pitch, 0.0, drawn) for i, drawn in enumerate(blocks))


def _moved(x: float, y: float, drawn: str) -> str:
    return f'<g transform="translate({number(x)} {number(y)})">{drawn}</g>'


def _drawn(marks: Iterable[Mark], ink: Ink) -> str:
    """No shape lies on a text."""
    marks = tuple(marks)
    shapes = (_shape(mark, ink) for mark in marks if not isinstance(mark, Label))
    return "".join(shapes) + _texts([mark for mark in marks if isinstance(mark, Label)], ink)


def _shape(mark: Box | Area | Stroke, ink: Ink) -> str:
    n = number
    match mark:
        case Box(x, y, width, height, color, fill, line, radius, thickness):
            place = f'x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}" rx="{n(radius)}"'
            return f"<rect {place}{_paint(ink, color, fill, line, thickness)}/>"
        case Area(points, color, fill, line):
            return f'<path d="{_line(points)}Z"{_paint(ink, color, fill, line, 1.0)}/>'
        case Stroke(points, color, alpha, width, radius, dashed):
            dashes = " ".join(n(length * width) for length in DASHES)
            style = f' stroke-dasharray="{dashes}" stroke-linecap="butt"' if dashed else ""
            return f'<path d="{_line(points, radius)}"{_paint(ink, color, 0.0, alpha, width)}{style}/>'


def _paint(ink: Ink, color: str, fill: float, line: float, width: float) -> str:
    filled = f' fill="{ink(color, fill)}"' if fill else ""
    return filled + (f' stroke="{ink(color, line)}" stroke-width="{number(width)}"' if line else "")


def _line(points: tuple[Point, ...], radius: float = 0.0) -> str:
    """A line through points, as a path's commands; its corners are rounded where there is a radius."""
    if not radius:
        return "M" + "L".join(map(_at, points))
    inner = (f"L{_at(before)}Q{_at(corner)} {_at(behind)}" for before, corner, behind in bends(points, radius))
    return f"M{_at(points[0])}{''.join(inner)}L{_at(points[-1])}"


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _texts(labels: Iterable[Label], ink: Ink) -> str:
    """Labels, each of which begins where the one before ends, are one text: in another font they still adjoin."""
    texts: list[str] = []
    end = None
    for label in labels:
        size, weight = TEXT_STYLES[label.style]
        style = f'font-size="{size}" font-weight="{weight}" fill="{ink(label.color, 1.0)}"'
        if label.align == -1 and (label.x, label.y) == end:
            texts[-1] += f"<tspan {style}>{escape(label.text)}</tspan>"
        else:
            place = f'x="{number(label.x)}" y="{number(label.y)}" text-anchor="{_ANCHORS[label.align]}"'
            texts.append(f"<text {place} {style}>{escape(label.text)}")
        end = label.x + text_width(label.text, label.style), label.y
    return "".join(f"{text}</text>" for text in texts)
