"""The palette: every colour of the program, read from one file, with one meaning everywhere."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

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
        pairs = (one.red(), two.red()), (one.green(), two.green()), (one.blue(), two.blue())
        return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


@cache
def palettes() -> dict[str, Palette]:
    """ "light" and "dark", from resources/styles/palettes.json."""
    text = (resources.files("resources") / "styles" / "palettes.json").read_text(encoding="utf-8")
    return {name: Palette(name=name, **colors) for name, colors in json.loads(text).items()}


_shown = ["light"]
"""The name of the theme that is shown."""


def show_theme(name: str) -> None:
    """Makes "light" or "dark" the source of all colours; `theme.apply_palette` also gives them to Qt."""
    _shown[0] = name


def shown_palette() -> Palette:
    """The palette of the theme that is shown."""
    return palettes()[_shown[0]]


def themed(name: str, alpha: float = 1.0) -> QColor:
    """The colour called `name` in the theme that is shown, asked for at paint time. It is shared."""
    return _color(_shown[0], name, alpha)


@cache
def _color(theme: str, name: str, alpha: float) -> QColor:
    # Called a hundred times an edit: a new colour takes ten times as long.
    return palettes()[theme].color(name, alpha)


def follow_theme(widget: QWidget, update: Callable[[], None]) -> None:
    """Calls a method of the widget now and at every change of the theme, for colours that it stores."""
    _Follower(widget, update)
    update()


class _Follower(QObject):
    def __init__(self, widget: QWidget, update: Callable[[], None]) -> None:
        super().__init__(widget)
        # A strong reference would be a cycle that keeps a widget without a parent alive.
        self._update, self._shown = WeakMethod(update), shown_palette()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt sends it several times if there is a style sheet.
        if event.type() == QEvent.Type.PaletteChange and self._shown is not shown_palette():
            self._shown = shown_palette()
            update = self._update()
            if update is not None:
                update()
        return False


COLOR_NAMES = tuple(field.name for field in fields(Palette) if field.name != "name")
