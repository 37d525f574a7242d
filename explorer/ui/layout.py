"""The vocabulary of layouts: rows and columns, and the labels, buttons and cards in them.

Layouts are written as they look, one call inside another. Among the items of a row or column, a number is a gap in
pixels, `...` takes the room that is left, and a tuple places an item: `(table, 1)` gets a share of the room,
`(mark, TOP)` stays at a side, `(words, 1, MIDDLE)` does both.
"""

from collections.abc import Callable
from types import EllipsisType
from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt, SignalInstance
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from explorer.ui.icons import icon

Widget = TypeVar("Widget", bound=QWidget)
Box = TypeVar("Box", bound=QBoxLayout)
Item = QWidget | QLayout | int | EllipsisType | tuple
Margins = int | tuple[int, int, int, int]
"""Pixels on every side, or on the left, above, on the right and below."""

Do = Callable | SignalInstance | None

DIALOG: Margins = (16, 16, 16, 12)
LEFT, TOP = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignTop
CENTER, MIDDLE = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignVCenter


def row(*items: Item, spacing: int | None = None, margins: Margins = 0) -> QHBoxLayout:
    """Items beside each other; without `spacing` they have that of the layout around them, or the style's."""
    return _filled(QHBoxLayout(), items, spacing, margins)


def column(*items: Item, spacing: int | None = None, margins: Margins = 0) -> QVBoxLayout:
    """Items below each other."""
    return _filled(QVBoxLayout(), items, spacing, margins)


def container(layout: QLayout, role: str = "") -> QWidget:
    """A widget that holds a layout."""
    widget = styled(QWidget(), role)
    widget.setLayout(layout)
    return widget


def card(*items: Item, spacing: int | None = None, margins: Margins = 1) -> QFrame:
    """A surface with a border around a column."""
    frame = styled(QFrame(), "card")
    frame.setLayout(column(*items, spacing=spacing, margins=margins))
    return frame


def split(way: Qt.Orientation, *widgets: QWidget, sizes: tuple[int, ...], role: str = "spaced") -> QSplitter:
    """Widgets with handles between them that a person drags; none of them collapses."""
    splitter = styled(QSplitter(way, childrenCollapsible=False), role)
    if role:
        splitter.setHandleWidth(8)
    for widget in widgets:
        splitter.addWidget(widget)
    splitter.setSizes(sizes)
    return splitter


def scrolled(content: QWidget, area: QScrollArea | None = None) -> QScrollArea:
    """A widget that is scrolled up and down where it has too little room."""
    area = area or QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def label(text: str = "", role: str = "", **properties: object) -> QLabel:
    """A text in one of the style sheet's roles; `properties` are Qt's, like `wordWrap=True`."""
    return styled(QLabel(text), role, **properties)


def button(text: str, do: Do = None, *, mark: str = "", role: str = "", **properties: object) -> QPushButton:
    """A button with a text, and the icon called `mark` before it; `do` is a method or a signal."""
    made = styled(QPushButton(text), role, **properties)
    if mark:
        made.setIcon(icon(mark, "text_on_accent" if role == "primary" else "text"))
    if do is not None:
        made.clicked.connect(do)
    return made


def icon_button(
    mark: str, name: str, do: Do = None, *, role: str = "compact", side: int = 16, tip: str = "", **properties: object
) -> QToolButton:
    """A button that is only an icon; its name is its tooltip, too, where there is no `tip`."""
    size = QSize(side, side)
    made = styled(QToolButton(), role, toolTip=tip or name, accessibleName=name, iconSize=size, **properties)
    if mark:
        made.setIcon(icon(mark))
    if do is not None:
        made.clicked.connect(do)
    return made


def styled(widget: Widget, role: str = "", /, **properties: object) -> Widget:
    """The widget in one of the style sheet's roles and with Qt's properties, like `wordWrap=True`."""
    for name, value in properties.items():
        getattr(widget, f"set{name[0].upper()}{name[1:]}")(value)
    if role:
        widget.setProperty("role", role)
    return widget


def restyle(widget: QWidget, **properties: object) -> None:
    """Sets properties that the style sheet reads, and polishes the widget if they change."""
    if any(widget.property(name) != value for name, value in properties.items()):
        for name, value in properties.items():
            widget.setProperty(name, value)
        widget.style().polish(widget)


def set_label(shown: QLabel, text: str, role: str = "muted") -> None:
    """Gives a label another text, in the role that fits it."""
    shown.setText(text)
    restyle(shown, role=role)


def fixed_text(wrap: QPlainTextEdit.LineWrapMode, **properties: object) -> QPlainTextEdit:
    """A long text to read in a font of one width."""
    text = styled(QPlainTextEdit(readOnly=True, lineWrapMode=wrap), **properties)
    text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    return text


class ElidedLabel(QLabel):
    """One line that never makes its parent wider."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self._whole = text
        self._elide()

    @property
    def whole_text(self) -> str:
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class SettledBox(QFrame):
    """Fills itself with one widget.

    A layout asks all around it for their sizes whenever a label in it has another text; this passes on only that the
    size which the widget needs is another one.
    """

    def __init__(
        self, widget: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), *, any_width: bool = False
    ) -> None:
        """`any_width`: the widget makes do with the width that others leave it."""
        super().__init__()
        self._widget = widget
        self._hints = QSize(), QSize()
        """Those that the layout around it knows."""
        widget.setParent(self)
        policy = widget.sizePolicy()
        if any_width:
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)
        self.setContentsMargins(*margins)

    def sizeHint(self) -> QSize:
        return self._with_margins(self._widget.sizeHint())

    def minimumSizeHint(self) -> QSize:
        return self._with_margins(self._widget.minimumSizeHint().expandedTo(self._widget.minimumSize()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._widget.setGeometry(self.contentsRect())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._compare_hints()
        return super().event(event)

    def _compare_hints(self) -> None:
        hint, least = self.sizeHint(), self.minimumSizeHint()
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            hint, least = QSize(0, hint.height()), QSize(0, least.height())
        if (hint, least) != self._hints:
            self._hints = hint, least
            self.updateGeometry()

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())


def _filled(box: Box, items: tuple[Item, ...], spacing: int | None, margins: Margins) -> Box:
    box.setContentsMargins(*((margins,) * 4 if isinstance(margins, int) else margins))
    if spacing is not None:
        box.setSpacing(spacing)
    for item in items:
        if item is ...:
            box.addStretch()
        elif isinstance(item, int):
            box.addSpacing(item)
        else:
            what, *how = item if isinstance(item, tuple) else (item,)
            if how and isinstance(how[0], Qt.AlignmentFlag):
                how.insert(0, 0)
            if isinstance(what, QLayout):
                box.addLayout(what, *how)
            else:
                box.addWidget(what, *how)
    return box
