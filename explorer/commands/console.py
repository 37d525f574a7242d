"""The one edge where the terminal is written: what names hold of control characters stays out of it.

Names of runs, classes and files come from others. Raw, an escape sequence in one of them could clear the screen or
answer for the person, and a bidirectional override could show it as another name.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, TextIO

from rich import box
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Column, Table

PIPED_WIDTH = 120
AT_ONCE = 1000
"""Items of an iterator that are held to be printed."""

_UNSEEN = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""C0 but tab and newline, DEL, C1, line separators, and what changes the direction of writing."""
_CONTROLS = re.compile(f"[{_UNSEEN}]")
_IN_ONE_LINE = json.JSONEncoder(ensure_ascii=False)
_IN_LINES = json.JSONEncoder(ensure_ascii=False, indent=2)
_UNWRITABLE = re.compile(rf"[{_UNSEEN}\ud800-\udfff]")


def visible(text: str) -> str:
    """The text without characters that a terminal obeys instead of showing; none of them takes room in a line."""
    return text if text.isprintable() else _CONTROLS.sub("", text)


class VisibleStream:
    """A text stream on which only `visible` text is written; all else is that of the stream behind it."""

    def __init__(self, stream: TextIO):
        self.rich_proxied_file = stream
        """The stream behind it, on which rich's consoles write their own sequences."""

    def write(self, text: str) -> int:
        return self.rich_proxied_file.write(visible(text))

    def flush(self) -> None:
        self.rich_proxied_file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rich_proxied_file, name)


class VisibleConsole(Console):
    """Cleans what is rendered and keeps the sequences that it makes itself."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible(text), style, control)


def make_console(**options: Any) -> Console:
    """A console of the terminal's width. What is piped or written to a file has room, so that nothing is cut off."""
    console = VisibleConsole(highlight=False, markup=False, **options)
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    return console


def make_table(*columns: str | Column, **options: Any) -> Table:
    """A plain table; texts under a bare header are folded where they are too long."""
    made = (Column(each, overflow="fold") if isinstance(each, str) else each for each in columns)
    return Table(*made, box=box.SIMPLE_HEAD, pad_edge=False, **options)


def name(header: str, footer: str = "") -> Column:
    """A column of names, each in one line."""
    return Column(header, footer, no_wrap=True)


def number(header: str, footer: str = "") -> Column:
    """A column of numbers, each in one line."""
    return Column(header, footer, justify="right", no_wrap=True)


def print_json(value: dict | list) -> None:
    """Prints a JSON value. What iterators in a dict give is never held: each is a list with an item a line."""
    if not isinstance(value, dict):
        print(_json(value, _IN_LINES))
        return
    for number, (key, item) in enumerate(value.items()):
        print("," if number else "{", f"  {_json(key)}: ", sep="\n", end="")
        if isinstance(item, Iterator):
            _print_items(item)
        else:
            print(_json(item, _IN_LINES).replace("\n", "\n  "), end="")
    print("\n}")


def _print_items(items: Iterator) -> None:
    before = "["
    while some := list(islice(items, AT_ONCE)):
        print(before, ",\n".join(f"    {_json(item)}" for item in some), sep="\n", end="")
        before = ","
    print("[]" if before == "[" else "\n  ]", end="")


def _json(value: Any, encoder: json.JSONEncoder = _IN_ONE_LINE) -> str:
    """JSON in which what a terminal would obey, and halves of a character, are escaped: its value is the same."""
    return _UNWRITABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", encoder.encode(value))
