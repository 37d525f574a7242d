"""A dialog for a long text: torchinfo's report, the details of an error. It never stops the work in the window."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from explorer.ui.icons import Mark, icon

SIZE = QSize(960, 640)


class TextDialog(QDialog):
    """A verdict in one line, the text in a fixed-width font, and a button that copies it."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._mark = Mark("info", "accent", 20)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setTextFormat(Qt.TextFormat.PlainText)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._copy = QPushButton(icon("copy"), QCoreApplication.translate("TextDialog", "Copy"))
        self._copy.clicked.connect(self._copy_text)
        self.foot = QHBoxLayout()
        """The row of buttons."""
        self._close = QPushButton(QCoreApplication.translate("TextDialog", "Close"))
        self._close.clicked.connect(self.close)
        self._lay_out()
        self.resize(SIZE)

    def show_text(self, verdict: str, text: str, *, mark: str, color: str) -> None:
        """Fills the dialog and brings it to the front; `mark` is an icon's name, `color` one of the palette's."""
        self._mark.show_icon(mark, color)
        self.verdict.setText(verdict)
        self.text.setPlainText(text)
        self._copy.setText(QCoreApplication.translate("TextDialog", "Copy"))
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def whole_text(self) -> str:
        """The verdict, and the text after it."""
        return f"{self.verdict.text()}\n\n{self.text.toPlainText()}"

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.whole_text)
        self._copy.setText(self.tr("Copied"))

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), self.foot
        head.setSpacing(10)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.verdict, 1)
        foot.addWidget(self._copy)
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        layout.addLayout(foot)
