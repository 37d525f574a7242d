"""The palette: every colour of the program, read from one file, with one meaning everywhere."""

import json
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from PySide6.QtGui import QColor

NUM_RUN_COLORS = 8
"""Runs that have colours of their own when they are shown together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """Colours of one theme as "#rrggbb"; `residual`, `dense`, `stem`, `head`, `training`, `test` carry meaning.

    Those of runs, `run_0` to `run_7`, can be told apart by colour-blind people too.
    """

    name: str
    window: str
    surface: str
    raised: str
    sunken: str
    border: str
    border_strong: str
    grid: str
    text: str
    text_muted: str
    text_disabled: str
    text_on_accent: str
    accent: str
    accent_hover: str
    selection: str
    danger: str
    danger_surface: str
    warning: str
    warning_surface: str
    success: str
    stem: str
    residual: str
    dense: str
    transition: str
    head: str
    training: str
    test: str
    more: str
    """What is more than in the baseline; a sign says it too."""
    less: str
    run_0: str
    run_1: str
    run_2: str
    run_3: str
    run_4: str
    run_5: str
    run_6: str
    run_7: str

    @staticmethod
    def run_name(number: int) -> str:
        """The name of the colour of one of several runs that are shown together."""
        return f"run_{number % NUM_RUN_COLORS}"

    @property
    def is_dark(self) -> bool:
        return QColor(self.window).lightness() < 128

    def color(self, name: str, alpha: float = 1.0) -> QColor:
        """The colour called `name`, with an opacity from 0 to 1."""
        color = QColor(getattr(self, name))
        color.setAlphaF(alpha)
        return color

    def mixed(self, name: str, other: str, share: float) -> QColor:
        """`share` of the colour called `name` on the rest of the colour called `other`."""
        one, two = QColor(getattr(self, name)), QColor(getattr(self, other))
        parts = zip(one.getRgb()[:3], two.getRgb()[:3], strict=True)
        return QColor(*(round(a * share + b * (1 - share)) for a, b in parts))


@cache
def palettes() -> dict[str, Palette]:
    """ "light" and "dark", from resources/styles/palettes.json."""
    text = (resources.files("resources") / "styles" / "palettes.json").read_text(encoding="utf-8")
    return {name: Palette(name=name, **colors) for name, colors in json.loads(text).items()}


COLOR_NAMES = tuple(field.name for field in fields(Palette) if field.name != "name")
