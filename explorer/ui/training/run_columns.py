"""The columns of the run table."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from explorer.number_format import duration_text, exact_count
from explorer.runs.run_record import RunRecord
from explorer.ui.subject_text import subject_text
from explorer.ui.training.metric import write_loss, write_share

translate = QCoreApplication.translate

STATE = 2
FIRST_SHOWN = ("name", "started", "state", "epochs", "best")
"""Columns in sight until a person chooses others."""


@dataclass(frozen=True, kw_only=True)
class RunColumn:
    """What one column says of each run."""

    key: str
    title: str
    text: Callable[[RunRecord], str]
    raw: Callable[[RunRecord], object]
    """What is sorted by and written to files; None where nothing is known."""
    is_number: bool = True


def run_columns() -> tuple[RunColumn, ...]:
    """Every column, with titles in the language that is shown."""
    return (*_main_columns(), *_result_columns(), *_recipe_columns())


def _main_columns() -> tuple[RunColumn, ...]:
    return (
        RunColumn(
            key="name",
            title=translate("RunModel", "Run"),
            text=lambda record: record.experiment,
            raw=lambda record: record.experiment.casefold(),
            is_number=False,
        ),
        RunColumn(
            key="started",
            title=translate("RunModel", "Started"),
            text=lambda record: moment_text(record.started),
            raw=lambda record: record.started.isoformat(timespec="seconds"),
            is_number=False,
        ),
        RunColumn(
            key="state",
            title=translate("RunModel", "State"),
            text=state_text,
            raw=lambda record: record.state,
            is_number=False,
        ),
        RunColumn(
            key="epochs",
            title=translate("RunModel", "Epochs"),
            text=lambda record: f"{record.epochs:,}",
            raw=lambda record: record.epochs,
        ),
        RunColumn(
            key="best",
            title=translate("RunModel", "Best test"),
            text=lambda record: "" if record.best_accuracy is None else write_share(record.best_accuracy),
            raw=lambda record: record.best_accuracy,
        ),
    )


def _result_columns() -> tuple[RunColumn, ...]:
    return (
        _detail("best_epoch", translate("RunModel", "Best epoch"), exact_count),
        _detail("test_loss", translate("RunModel", "Test loss"), write_loss),
        _detail("seconds", translate("RunModel", "Time"), duration_text),
        _detail("params", translate("RunModel", "Parameters"), exact_count),
        _detail("device", translate("RunModel", "Device"), subject_text, is_number=False),
    )


def _recipe_columns() -> tuple[RunColumn, ...]:
    return (
        _detail("data", translate("RunModel", "Data"), str, is_number=False),
        _detail("optimizer", translate("RunModel", "Optimiser"), str, is_number=False),
        _detail("learning_rate", translate("RunModel", "Learning rate"), "{:.4g}".format),
        _detail("batch_size", translate("RunModel", "Batch size"), exact_count),
        RunColumn(
            key="folder",
            title=translate("RunModel", "Folder"),
            text=lambda record: record.name,
            raw=lambda record: str(record.path),
            is_number=False,
        ),
    )


def _detail(key: str, title: str, write: Callable[[object], str], *, is_number: bool = True) -> RunColumn:
    def raw(record: RunRecord) -> object:
        return getattr(record.details, key)

    def text(record: RunRecord) -> str:
        value = raw(record)
        return "" if value is None else write(value)

    return RunColumn(key=key, title=title, text=text, raw=raw, is_number=is_number)


def state_text(record: RunRecord) -> str:
    return {
        "running": translate("RunModel", "running"),
        "paused": translate("RunModel", "paused"),
        "finished": translate("RunModel", "finished"),
        "stopped": translate("RunModel", "stopped"),
        "failed": translate("RunModel", "failed"),
        "interrupted": translate("RunModel", "interrupted"),
        "unreadable": translate("RunModel", "unreadable"),
    }[record.state]


def moment_text(moment: datetime) -> str:
    """The time of a run of today; the day as well of an older one."""
    now = datetime.now().astimezone()
    if moment.date() == now.date():
        return f"{moment:%H:%M:%S}"
    return f"{moment:%d %b %H:%M}" if moment.year == now.year else f"{moment:%d %b %Y}"
