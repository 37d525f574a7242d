"""The banner: a message for a person to act on or dismiss."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from explorer.ui.icons import Mark
from explorer.ui.language import in_words
from explorer.ui.layout import button, icon_button, label, restyle, row

COLORS = {"error": "danger", "warning": "warning", "info": "accent"}


class Offer(NamedTuple):
    """An action that a message offers."""

    text: str
    act: Callable[[], None]


class Banner(QFrame):
    """Shows one message; a later one takes its place. Hidden while there is none."""

    detailsRequested = Signal(str, str)
    """(message, details)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._severity = "info"
        self._text = self._details = ""
        self._is_until_training = False
        self._mark = Mark("info", "accent", 16)
        self._message = label(
            wordWrap=True,
            textFormat=Qt.TextFormat.PlainText,
            textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse,
        )
        self._more = button(self.tr("Details"), role="link")
        self._more.clicked.connect(lambda: self.detailsRequested.emit(self.message, self._details))
        self._offers: list[QPushButton] = []
        self._close = icon_button("close", self.tr("Dismiss"), self.hide)
        self._close.setAccessibleName(self.tr("Dismiss the message"))
        self._row = row(self._mark, (self._message, 1), self._more, self._close, spacing=8, margins=(16, 6, 8, 6))
        self.setLayout(self._row)
        self.hide()

    @property
    def message(self) -> str:
        """The text shown; empty while hidden."""
        return "" if self.isHidden() else self._message.text()

    def show_message(
        self,
        severity: str,
        message: str,
        details: str = "",
        *,
        offers: tuple[Offer, ...] = (),
        until_training: bool = False,
    ) -> None:
        """`severity` is "error", "warning" or "info"; details, such as a traceback, open on request.

        An offer that is taken puts the message away, and so does a training that begins, with `until_training`.
        """
        self._severity, self._text, self._details, self._is_until_training = severity, message, details, until_training
        self._message.setText(in_words(message))
        self._more.setVisible(bool(details))
        for made in self._offers:
            made.hide()
            made.deleteLater()
        self._offers = [button(offer.text, self.hide) for offer in offers]
        for made, offer in zip(self._offers, offers, strict=True):
            made.clicked.connect(lambda _=False, act=offer.act: act())
            self._row.insertWidget(self._row.indexOf(self._close), made)
        self._mark.show_icon(severity, COLORS[severity])
        restyle(self, severity=severity)
        self.show()

    @property
    def is_until_training(self) -> bool:
        """Whether what is shown goes when a training begins."""
        return self._is_until_training and not self.isHidden()

    def copy_message_to(self, other: "Banner") -> None:
        """Shows its message in another banner; what is offered only here goes."""
        if self.message and not self._is_until_training:
            other.show_message(self._severity, self._text, self._details)

    def follow_job(self, state: str) -> None:
        """`state` is one of the job controller's."""
        if self._is_until_training and state == "starting":
            self.hide()
