"""Actions, declared in tables from which menus, bars, shortcuts, the command search and tooltips are made."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from explorer.ui.icons import icon

OBSTACLE = "obstacle"
"""Property of an action: why it is disabled; None if it is enabled."""


class Need(NamedTuple):
    """A condition of an action."""

    is_met: Callable[[], bool]
    reason: str
    """Why the action is disabled while the condition is not met."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action."""

    key: str
    text: str | Callable[[], str]
    """As menus show it; a function if it changes."""
    do: Callable[[], object]
    icon: str = ""
    keys: str = ""
    """Shortcuts as QKeySequence writes them, separated by spaces; menus and tooltips show the first."""
    tip: str | Callable[[], str] = ""
    """The tooltip without the keys, if it is not the text."""
    needs: tuple[Need, ...] = ()
    color: str = "text"
    tip_names_keys: bool = False
    """Whether the tip is complete: the keys are not added."""
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut
    group: str = ""
    """One action of a group is ticked at a time."""
    is_ticked: Callable[[], bool] | None = None


class ActionSet(QObject):
    """The actions of a table, each also an attribute by its key; `update` refreshes texts, ticks and obstacles."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._specs: dict[str, ActionSpec] = {}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._shown: dict[str, tuple[str, str, str | None]] = {}
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
            self._specs[spec.key], self._actions[spec.key] = spec, action
        self.update()

    def update(self) -> None:
        """Refreshes texts, ticks, and which actions are enabled."""
        for key, spec in self._specs.items():
            text = spec.text() if callable(spec.text) else spec.text
            tip = spec.tip() if callable(spec.tip) else spec.tip
            obstacle = next((need.reason for need in spec.needs if not need.is_met()), None)
            # Most edits change none of it, and every change makes all that shows the action update.
            if self._shown.get(key) != (text, tip, obstacle):
                self._shown[key] = text, tip, obstacle
                self._show_state(self._actions[key], spec, *self._shown[key])
            if spec.is_ticked is not None:
                self._actions[key].setChecked(spec.is_ticked())

    def _show_state(self, action: QAction, spec: ActionSpec, text: str, tip: str, obstacle: str | None) -> None:
        tip, keys = tip or text.rstrip(".…"), shortcut_text(action)
        action.setText(text)
        action.setToolTip(f"{tip} ({keys})" if keys and not spec.tip_names_keys else tip)
        action.setProperty(OBSTACLE, obstacle)
        action.setEnabled(obstacle is None)

    def of(self, keys: str) -> list[QAction | None]:
        """The actions of these keys in the order of a menu, "open save - quit"; None for the dash between groups."""
        return [None if key == "-" else self._actions[key] for key in keys.split()]

    def of_group(self, group: str) -> list[QAction]:
        return self._groups[group].actions()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __getattr__(self, key: str) -> QAction:
        made = self.__dict__.get("_actions", {})
        if key not in made:
            raise AttributeError(key)
        return made[key]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())


def shortcut_text(action: QAction) -> str:
    """The action's first shortcut as this system writes it."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def keys_text(actions: Iterable[QAction]) -> str:
    """The actions that have a shortcut, each with it, in one line."""
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
    """Shows a menu at a point of the screen; it is deleted when it closes."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)


def tool_button(action: QAction, role: str | None = "compact", *, with_text: bool = False) -> QToolButton:
    """A small button that triggers an action."""
    style = Qt.ToolButtonStyle
    button = QToolButton()
    button.setProperty("role", role)
    button.setDefaultAction(action)
    button.setIconSize(QSize(16, 16))
    button.setToolButtonStyle(style.ToolButtonTextBesideIcon if with_text else style.ToolButtonIconOnly)
    return button
