"""The command that trains the experiment on screen on many processes or machines, ready to copy."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.runs.launch_command import launch_command
from explorer.ui.editor.controls import IntegerBox
from explorer.ui.icons import icon
from models.rules import Range

SIZE = QSize(680, 360)
PROCESSES, MACHINES = Range(1, 64), Range(1, 1024)


class LaunchDialog(QDialog):
    """The command follows what is entered; it names the experiment's file, so that has to be saved first."""

    saveRequested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Train on many processes or machines"))
        self._source: Path | None = None
        self.processes, self.machines = IntegerBox(PROCESSES), IntegerBox(MACHINES)
        self.host, self.out = QLineEdit("HOST"), QLineEdit()
        self.command = QPlainTextEdit()
        self.command.setAccessibleName(self.tr("The command"))
        self.command.setReadOnly(True)
        self.command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.command.setTabChangesFocus(True)
        self.copy = QPushButton(icon("copy"), self.tr("Copy"))
        self.save = QPushButton(icon("save"), self.tr("Save the experiment..."))
        self._note, self._close = QLabel(), QPushButton(self.tr("Close"))
        self._note.setWordWrap(True)
        self._note.setProperty("role", "muted")
        self._lay_out()
        self._connect()
        self.resize(SIZE)

    def set_experiment(self, name: str, path: Path | None, *, is_saved: bool) -> None:
        """The experiment on screen: its name, its file, and whether the file holds it as it is."""
        self._source = path if is_saved else None
        if not self.out.isModified():
            self.out.setText(f"runs/{name}")
        self._show()

    def _show(self) -> None:
        self.host.setEnabled(self.machines.value() > 1)
        problem = self.processes.problem or self.machines.problem
        self.copy.setEnabled(self._source is not None and not problem)
        self.save.setVisible(self._source is None)
        self._note.setProperty("role", "issue" if problem else "muted")
        self._note.style().polish(self._note)
        if problem:
            self._note.setText(problem)
            self.command.setPlainText("")
            return
        if self._source is None:
            self._note.setText(self.tr("The command names the experiment's file: save the experiment as it is now."))
            self.command.setPlainText("")
            return
        self._note.setText(
            self.tr(
                "Give it in a terminal. The batch is shared out among the processes; given again, the command goes on "
                "where a failure ended it."
            )
        )
        self.command.setPlainText(
            launch_command(
                str(self._source.absolute()),
                self.out.text().strip(),
                num_processes=self.processes.value(),
                num_nodes=self.machines.value(),
                host=self.host.text().strip() or "HOST",
            )
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.toPlainText())
        self.copy.setText(self.tr("Copied"))

    def _connect(self) -> None:
        for number in (self.processes, self.machines):
            number.edited.connect(self._change)
            number.problemChanged.connect(self._change)
        for line in (self.host, self.out):
            line.textEdited.connect(self._change)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self.saveRequested)
        self._close.clicked.connect(self.close)

    def _change(self) -> None:
        self.copy.setText(self.tr("Copy"))
        self._show()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for text, control, tip in (
            (self.tr("Processes on each machine"), self.processes, self.tr("One for each GPU; on CPUs a few")),
            (self.tr("Machines"), self.machines, self.tr("The same command is given on each of them")),
            (self.tr("Where they meet"), self.host, self.tr("Name or address of one of the machines")),
            (self.tr("Folder of the run"), self.out, self.tr("A folder that all machines see")),
        ):
            form.addRow(text, control)
            control.setAccessibleName(text)
            control.setToolTip(tip)
        foot = QHBoxLayout()
        foot.addWidget(self.copy)
        foot.addWidget(self.save)
        foot.addStretch()
        foot.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addWidget(self.command, 1)
        layout.addLayout(foot)
