"""A box around a widget that changes with every edit: nothing outside is laid out again for that."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget


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
        self._told = (QSize(), QSize())
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
            self._pass_on()
        return super().event(event)

    def _pass_on(self) -> None:
        wanted = self.sizeHint(), self.minimumSizeHint()
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored:
            wanted = tuple(QSize(0, size.height()) for size in wanted)
        if wanted != self._told:
            self._told = wanted
            self.updateGeometry()

    def _with_margins(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())
