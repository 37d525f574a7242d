"""What the keyboard can do on the canvas: one table for the keys themselves and for what is said of them."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

translate = QCoreApplication.translate
Modifier = Qt.KeyboardModifier


class CanvasCommand(NamedTuple):
    """A command with the keys that give it, as QKeySequence writes them."""

    name: str
    keys: tuple[str, ...]


COMMANDS = (
    CanvasCommand("part before", ("Left",)),
    CanvasCommand("part after", ("Right",)),
    CanvasCommand("first part", ("Home",)),
    CanvasCommand("last part", ("End",)),
    CanvasCommand("block before", ("Up",)),
    CanvasCommand("block after", ("Down",)),
    CanvasCommand("more blocks", ("+", "=")),
    CanvasCommand("fewer blocks", ("-",)),
    CanvasCommand("wider", ("Alt++", "Alt+=")),
    CanvasCommand("narrower", ("Alt+-",)),
    CanvasCommand("type count", ("F2",)),
    CanvasCommand("type width", ("Shift+F2",)),
    CanvasCommand("move left", ("Alt+Left",)),
    CanvasCommand("move right", ("Alt+Right",)),
    CanvasCommand("fold", ("Space",)),
    CanvasCommand("fold all", ("Shift+Space",)),
    CanvasCommand("closer", ("Ctrl++", "Ctrl+=")),
    CanvasCommand("further", ("Ctrl+-",)),
    CanvasCommand("fit", ("0", "Ctrl+0")),
    CanvasCommand("pan left", ("Shift+Left",)),
    CanvasCommand("pan right", ("Shift+Right",)),
    CanvasCommand("pan up", ("Shift+Up",)),
    CanvasCommand("pan down", ("Shift+Down",)),
)


def command_of(event: QKeyEvent) -> str | None:
    """The name of the command that a key gives."""
    modifiers = event.modifiers() & ~Modifier.KeypadModifier
    if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        # On many keyboards a plus is a shifted key.
        modifiers &= ~Modifier.ShiftModifier
    return _names().get(QKeyCombination(modifiers, Qt.Key(event.key())).toCombined())


def keyboard_help() -> str:
    """All of it in a few sentences."""
    return translate(
        "NetworkDiagram",
        "Left and Right choose a part, Up and Down a block in it. + and - change the number of blocks or layers, "
        "with Alt the width or growth rate; F2 and Shift+F2 let you type them. Alt+Left and Alt+Right move a stage, "
        "Ctrl+D copies it, Del removes it, Ctrl+Shift+R and Ctrl+Shift+D add one. Space unfolds repeats and folds "
        "them, Shift+Space all of them. Ctrl with + and - zooms, 0 shows all, Shift with an arrow scrolls.",
    )


@cache
def _names() -> dict[int, str]:
    return {QKeySequence(key)[0].toCombined(): command.name for command in COMMANDS for key in command.keys}
