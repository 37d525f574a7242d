"""Why an action of the window cannot be done now, for the search, which shows it all the same."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow
    from explorer.ui.training.run_actions import RunActions

translate = QCoreApplication.translate


def reasons(window: "MainWindow") -> dict[QAction, str]:
    """What has to be otherwise for each action that is disabled now and then."""
    commands, stages = window.commands, window.stage_actions
    illegal = translate("CommandSearch", "The network has an error")
    idle = translate("CommandSearch", "No training is running")
    is_legal, is_training = window.document.analysis.is_legal, window.desk.jobs.is_training
    no_stage = translate("CommandSearch", "Select a stage first")
    return {
        commands.undo: translate("CommandSearch", "Nothing to undo"),
        commands.redo: translate("CommandSearch", "Nothing to redo"),
        commands.save_code: illegal,
        commands.pin_baseline: illegal,
        commands.verify: translate("CommandSearch", "Verification is running") if is_legal else illegal,
        commands.start: translate("CommandSearch", "A training is running") if is_training else illegal,
        commands.pause: idle,
        commands.stop: idle,
        commands.unpin_baseline: translate("CommandSearch", "No baseline is pinned"),
        stages.duplicate: no_stage,
        stages.remove: no_stage,
        stages.move_up: translate("CommandSearch", "Select a stage with one before it"),
        stages.move_down: translate("CommandSearch", "Select a stage with one after it"),
        **_of_runs(window.desk.train_page.run_actions, is_training),
    }


def _of_runs(runs: "RunActions", is_training: bool) -> dict[QAction, str]:
    one = translate("CommandSearch", "Select one run in the table")
    is_single = len(runs.records) == 1
    no_weights = translate("CommandSearch", "The run has no weights") if is_single else one
    complete = translate("CommandSearch", "The run is complete or still running") if is_single else one
    return {
        runs.open: one,
        runs.report: one,
        runs.reveal: one,
        runs.compare: translate("CommandSearch", "Select two or more runs"),
        runs.delete: translate("CommandSearch", "Select a run that is not running"),
        runs.restore: translate("CommandSearch", "Nothing was deleted"),
        runs.export: no_weights,
        runs.try_run: no_weights,
        runs.resume: translate("CommandSearch", "A training is running") if is_training else complete,
    }
