"""What a person can do, said once: tables from which menus, bars, keys, the search of commands and tooltips come."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from explorer.ui.icons import icon

OBSTACLE = "obstacle"
"""Property of an action: why it cannot be done now; nothing where it can."""


class Need(NamedTuple):
    """What has to be so that something can be done."""

    is_met: Callable[[], bool]
    reason: str
    """Why it cannot be done otherwise."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing that a person can do."""

    key: str
    text: str | Callable[[], str]
    """As menus write it; a function where it depends."""
    do: Callable[[], object]
    icon: str = ""
    keys: str = ""
    """Those that do it, as QKeySequence writes them, with spaces between; menus and tooltips show the first."""
    tip: str | Callable[[], str] = ""
    """What the tooltip says before the keys, where it is not the text."""
    needs: tuple[Need, ...] = ()
    color: str = "text"
    tip_names_keys: bool = False
    """Whether the tip says all of it: the keys are not added."""
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut
    group: str = ""
    """Only one action of a group is ticked."""
    is_ticked: Callable[[], bool] | None = None


class ActionSet(QObject):
    """The actions of a table, each also an attribute by its key; `update` brings them in step with what they need."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._specs: dict[str, ActionSpec] = {}
        self._made: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._told: dict[str, tuple[str, str, str | None]] = {}
        """Text, tip and obstacle that each action shows."""

    def add(self, *specs: ActionSpec) -> None:
        for spec in specs:
            action = QAction(self)
            if spec.icon:
                action.setIcon(icon(spec.icon, spec.color))
            action.setShortcuts([QKeySequence(key) for key in spec.keys.split()])
            action.setShortcutContext(spec.context)
            action.triggered.connect(lambda _=False, do=spec.do: do())
            if spec.group:
                group = self._groups.setdefault(spec.group, QActionGroup(self))
                group.addAction(action)
                action.setCheckable(True)
            self._specs[spec.key], self._made[spec.key] = spec, action
        self.update()

    def update(self) -> None:
        """Texts, ticks, and what can be done now."""
        for key, spec in self._specs.items():
            text = spec.text() if callable(spec.text) else spec.text
            tip = spec.tip() if callable(spec.tip) else spec.tip
            obstacle = next((need.reason for need in spec.needs if not need.is_met()), None)
            # Most edits change none of it, and whatever shows an action follows every word to it.
            if self._told.get(key) != (text, tip, obstacle):
                self._told[key] = text, tip, obstacle
                self._tell(self._made[key], spec, *self._told[key])
            if spec.is_ticked is not None:
                self._made[key].setChecked(spec.is_ticked())

    def _tell(self, action: QAction, spec: ActionSpec, text: str, tip: str, obstacle: str | None) -> None:
        tip, keys = tip or text.rstrip(".…"), shortcut_text(action)
        action.setText(text)
        action.setToolTip(f"{tip} ({keys})" if keys and not spec.tip_names_keys else tip)
        action.setProperty(OBSTACLE, obstacle)
        action.setEnabled(obstacle is None)

    def of(self, keys: str) -> list[QAction | None]:
        """The actions of these keys, as they stand in a menu: "open save - quit", None for the dash between groups."""
        return [None if key == "-" else self._made[key] for key in keys.split()]

    def of_group(self, group: str) -> list[QAction]:
        return self._groups[group].actions()

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def __getattr__(self, key: str) -> QAction:
        made = self.__dict__.get("_made", {})
        if key not in made:
            raise AttributeError(key)
        return made[key]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._made.values())


def shortcut_text(action: QAction) -> str:
    """The action's first shortcut as this system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def keys_text(actions: Iterable[QAction]) -> str:
    """All that have keys, in a row."""
    return "; ".join(f"{shortcut_text(action)}: {action.text()}" for action in actions if action.shortcuts())


def make_menu(parent: QWidget, *things: QAction | QMenu | None, title: str = "", tips: bool = False) -> QMenu:
    """A menu of actions and menus, with a line for each None.

    Args:
        tips: whether its entries have tooltips.
    """
    menu = QMenu(title, parent)
    menu.setToolTipsVisible(tips)
    for thing in things:
        if thing is None:
            menu.addSeparator()
        elif isinstance(thing, QMenu):
            thing.setParent(menu, thing.windowFlags())
            menu.addMenu(thing)
        else:
            menu.addAction(thing)
    return menu


def pop_up(menu: QMenu, place: QPoint) -> None:
    """Shows a menu at a place of the screen, once."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def tool_button(action: QAction, role: str | None = "compact", *, with_text: bool = False) -> QToolButton:
    """A small button that does an action."""
    style = Qt.ToolButtonStyle
    button = QToolButton()
    button.setProperty("role", role)
    button.setDefaultAction(action)
    button.setIconSize(QSize(16, 16))
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if with_text else style.ToolButtonIconOnly)
    return button
