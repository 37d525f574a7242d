"""A dialog for a long text: torchinfo's report, the details of an error."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from explorer.ui.icons import Mark
from explorer.ui.layout import TOP, SideDialog, button, fixed_text, label, row


class TextDialog(SideDialog):
    """A verdict in one line, the text in a fixed-width font, and a button that copies it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(QSize(960, 640), parent)
        self.setWindowTitle(title)
        self._mark = Mark("info", "accent", 20)
        self.verdict = label(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.text = fixed_text(QPlainTextEdit.LineWrapMode.NoWrap)
        self._copy = button(self.tr("Copy"), self._copy_text, mark="copy")
        head = row((self._mark, TOP), (self.verdict, 1), spacing=10)
        self.lay_out(head, (self.text, 1), foot=(self._copy, ...))

    def show_text(self, verdict: str, text: str, *, mark: str, color: str) -> None:
        """Fills the dialog and brings it to the front; `mark` is an icon's name, `color` one of the palette's."""
        self._mark.show_icon(mark, color)
        self.verdict.setText(verdict)
        self.text.setPlainText(text)
        self._copy.setText(self.tr("Copy"))
        self.bring_to_front()

    @property
    def whole_text(self) -> str:
        """The verdict, and the text after it."""
        return f"{self.verdict.text()}\n\n{self.text.toPlainText()}"

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.whole_text)
        self._copy.setText(self.tr("Copied"))
