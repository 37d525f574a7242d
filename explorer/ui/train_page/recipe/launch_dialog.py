"""The command that trains the experiment on screen on many processes or machines, ready to copy."""

import shlex
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

import explorer
from explorer.ui.forms.controls import IntegerBox
from explorer.ui.layout import button, fixed_text, label, set_label
from explorer.ui.widgets.dialogs import SideDialog
from models.field import Range


class LaunchDialog(SideDialog):
    """The command follows what is entered; it names the experiment's file, so that has to be saved first."""

    saveRequested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(QSize(680, 360), parent)
        self.setWindowTitle(self.tr("Train on several processes or machines"))
        self._source: Path | None = None
        self.processes, self.machines = IntegerBox(Range(1, 64)), IntegerBox(Range(1, 1024))
        self.host, self.out = QLineEdit("HOST"), QLineEdit()
        form = QFormLayout(horizontalSpacing=16, labelAlignment=Qt.AlignmentFlag.AlignLeft)
        for text, control, tip in (
            (self.tr("Processes on each machine"), self.processes, self.tr("One for each GPU, or a few on CPUs")),
            (self.tr("Machines"), self.machines, self.tr("Run the same command on each of them")),
            (self.tr("Rendezvous address"), self.host, self.tr("Name or address of one of the machines")),
            (self.tr("Folder of the run"), self.out, self.tr("A folder that all machines can access")),
        ):
            form.addRow(text, control)
            control.setAccessibleName(text)
            control.setToolTip(tip)
        for number in (self.processes, self.machines):
            number.edited.connect(self._take_edit)
            number.problemChanged.connect(self._take_edit)
        for line in (self.host, self.out):
            line.textEdited.connect(self._take_edit)
        self._note = label("", "muted", wordWrap=True)
        self.command = fixed_text(
            QPlainTextEdit.LineWrapMode.WidgetWidth, accessibleName=self.tr("The command"), tabChangesFocus=True
        )
        self.copy = button(self.tr("Copy"), self._copy, mark="copy")
        self.save = button(self.tr("Save the experiment…"), self.saveRequested, mark="save")
        self.lay_out(form, self._note, (self.command, 1), foot=(self.copy, self.save, ...))

    def set_experiment(self, name: str, path: Path | None, *, is_saved: bool) -> None:
        """The experiment on screen: its name, its file, and whether the file holds it as it is."""
        self._source = path if is_saved else None
        if not self.out.isModified():
            self.out.setText(f"runs/{name}")
        self._update_command()

    def _update_command(self) -> None:
        self.host.setEnabled(self.machines.value() > 1)
        problem = self.processes.problem or self.machines.problem
        self.copy.setEnabled(self._source is not None and not problem)
        self.save.setVisible(self._source is None)
        text, role = self.tr("The command needs the experiment's file: save the current experiment first."), "muted"
        if problem:
            text, role = problem, "issue"
        elif self._source is not None:
            text = self.tr(
                "Run it in a terminal. The batch is divided among the processes; after a failure, the same "
                "command resumes the run."
            )
        set_label(self._note, text, role)
        self.command.setPlainText("" if self._source is None or problem else self._command(self._source))

    def _command(self, source: Path) -> str:
        return launch_command(
            str(source.absolute()),
            self.out.text().strip(),
            num_processes=int(self.processes.value()),
            num_nodes=int(self.machines.value()),
            host=self.host.text().strip() or "HOST",
        )

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.toPlainText())
        self.copy.setText(self.tr("Copied"))

    def _take_edit(self) -> None:
        self.copy.setText(self.tr("Copy"))
        self._update_command()


PORT = 29400


def launch_command(source: str, out: str, *, num_processes: int, num_nodes: int = 1, host: str = "HOST") -> str:
    """The line for a shell, the same on every machine. Given again it goes on with the run.

    Args:
        source: a preset's name or the path of an experiment's file.
        out: the folder of the run, which all machines see.
        num_processes: processes on each machine, one for each of its GPUs.
        num_nodes: machines.
        host: the name or address of one of the machines, where they meet.
    """
    meeting = ["--standalone"]
    if num_nodes > 1:
        meeting = ["--nnodes", str(num_nodes), "--rdzv-backend", "c10d", "--rdzv-endpoint", f"{host}:{PORT}"]
    launcher = ["torchrun", *meeting, "--nproc-per-node", str(num_processes)]
    return shlex.join([*launcher, *_program(), "train", source, "--out", out, "--resume"])


def _program() -> list[str]:
    main = Path(explorer.__file__).parents[1] / "main.py"
    return [str(main)] if main.is_file() else ["--no-python", "resdense"]
