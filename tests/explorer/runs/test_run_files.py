"""One reader for all that a run's folder holds: what is wrong is one sentence, and stays that run's alone."""

import ast
import json
import os
from pathlib import Path

import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.experiment_file import save_experiment
from explorer.runs import run_record
from explorer.runs.metrics_file import Recorder, read_events
from explorer.runs.run_files import read_environment, read_run_experiment
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import RunList
from models.presets import PRESETS

ROOT = Path(__file__).parents[3]
DEEP = "[" * 100_000 + "]" * 100_000
NESTED = "[" * 900 + "]" * 900
OPENING = {"open", "read_bytes", "read_text", "load_file", "safe_open", "open_regular", "ZipFile"}
NO_RUNS = {
    "explorer/atomic_file.py": "flushes what it wrote",
    "explorer/commands/progress.py": "the null device",
    "explorer/experiment/experiment_file.py": "experiments of any folder, asked by run_files",
    "explorer/exports/export_weights.py": "its own export beside the run",
    "explorer/jobs/child.py": "what a child says",
    "explorer/jobs/job_process.py": "what a child says",
    "explorer/reports/svg.py": "resources",
    "explorer/runs/metrics_file.py": "writes, under the lock",
    "explorer/runs/run_lock.py": "the lock",
    "explorer/runs/session_store.py": "unsaved work",
    "explorer/runs/tensorboard_file.py": "writes, under the lock",
    "explorer/training/data/data_loading.py": "resources",
    "explorer/training/data/download.py": "writes a download",
    "explorer/training/inference/evaluation.py": "within `opened`",
    "explorer/training/data/image_reading.py": "pictures",
    "explorer/training/inference/prediction.py": "pictures",
    "explorer/training/checkpoints/training_state.py": "within `opened`",
}
"""Modules that open files, and why they are not readers of runs."""
READER = (
    "explorer/runs",
    "explorer/reports",
    "explorer/commands",
    "explorer/ui/train_page/runs/run_reader.py",
    "models",
)
READER += tuple(
    f"explorer/training/{name}.py"
    for name in (
        "checkpoints/checkpoint",
        "checkpoints/training_state",
        "inference/evaluation",
        "inference/trained_model",
        "loop/checkpointer",
    )
)


@pytest.fixture
def make_run(tmp_path, make_epoch, make_finished):
    def make(name: str) -> RunFolder:
        folder = RunFolder(tmp_path / "runs" / name)
        folder.path.mkdir(parents=True)
        save_experiment(folder.experiment_file, Experiment(name=name, network=PRESETS["digits_resnet"]))
        folder.environment_file.write_text('{"started": "2026-01-02T03:04:05+00:00"}')
        with Recorder(folder) as recorder:
            recorder.record(make_epoch(1, 0.9))
            recorder.record(make_finished(folder.path))
        return folder

    return make


def put_pipe(path):
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def put_folder(path):
    path.unlink()
    path.mkdir()


def put_link(path):
    path.unlink()
    path.symlink_to("nowhere")


HARMS = {
    "event without a type": lambda run: run.metrics_file.write_text('{"type": []}\n'),
    "deep event": lambda run: run.metrics_file.write_text(DEEP + "\n"),
    "text for a number": lambda run: run.metrics_file.write_text('{"type": "JobPaused", "step": "7"}\n'),
    "no number": lambda run: run.metrics_file.write_text('{"type": "JobPaused", "step": NaN}\n'),
    "giant number": lambda run: run.metrics_file.write_text('{"type": "JobPaused", "step": 1' + "0" * 400 + "}\n"),
    "bytes": lambda run: run.metrics_file.write_bytes(b"\xff\xfe\n"),
    "pipe for metrics": lambda run: put_pipe(run.metrics_file),
    "pipe for experiment": lambda run: put_pipe(run.experiment_file),
    "pipe for lock": lambda run: put_pipe(run.lock.path),
    "folder for experiment": lambda run: put_folder(run.experiment_file),
    "link for environment": lambda run: put_link(run.environment_file),
    "deep environment": lambda run: run.environment_file.write_text(f'{{"started": {DEEP}}}'),
    "nested environment": lambda run: run.environment_file.write_text(f'{{"started": {NESTED}}}'),
    "deep experiment": lambda run: run.experiment_file.write_text(DEEP),
    "nested experiment": lambda run: run.experiment_file.write_text(f'{{"recipe": {NESTED}}}'),
    "folder for state": lambda run: run.state_file.mkdir(),
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("harm", HARMS)
def test_that_an_odd_run_is_one_row_that_says_so(make_run, tmp_path, harm):
    good, odd = make_run("good"), make_run("odd")
    HARMS[harm](odd)
    records = {record.path.name: record for record in RunList().read([tmp_path / "runs"])}
    assert (records["good"].state, records["good"].best_accuracy) == ("finished", 0.9)
    assert records["odd"].state == "unreadable"
    said = records["odd"].problem
    assert said.startswith((str(odd.path), f"Cannot read {odd.path}")) and said.endswith(".") and "\n" not in said
    assert "restore" in said
    assert good.path.exists()


def test_that_a_run_that_vanishes_while_it_is_read_is_left_out(make_run, tmp_path, monkeypatch):
    make_run("good")
    gone = make_run("gone")
    real = run_record.read_environment

    def move_away(folder):
        if folder.path == gone.path:
            gone.path.rename(tmp_path / "away")
        return real(folder)

    monkeypatch.setattr(run_record, "read_environment", move_away)
    assert [record.path.name for record in RunList().read([tmp_path / "runs"])] == ["good"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("[]", "it has no type"),
        ("{oops}", "is not JSON"),
        ("\0\0", "is not JSON"),
        ('{"type": []}', "it has no type"),
        ('{"type": "JobPaused"}', 'a JobPaused without "step"'),
        ('{"type": "JobPaused", "step": true}', '"step" is not what a JobPaused has there'),
        ('{"type": "JobPaused", "step": 1, "time": "now"}', 'its "time" is no moment'),
        ('{"type": "JobNote", "message": "\\ud800"}', "half a character"),
        ('{"type": "RatesTried", "rates": [1e999], "losses": [], "num_steps": 1}', '"rates" is not'),
        (
            '{"type": "StepsDone", "steps": [1, 2], "losses": [1], "accuracies": [1], "learning_rate": 1, "epoch": 1, '
            '"images_per_second": 1, "seconds_left": null}',
            "one loss and one accuracy for each",
        ),
        ("[" * 50 + "]" * 50, "is nested too deeply"),
        ("x" * 2**24, "is longer than any line"),
    ],
)
def test_that_a_damaged_line_is_named_with_its_place(folder, line, place):
    folder.metrics_file.write_text('{"type": "from a newer version"}\n' + line + "\n")
    with pytest.raises(
        RunFolderError, match=r"metrics\.jsonl, line 2, is [^\n]*; restore the file or delete it\.$"
    ) as said:
        read_events(folder.metrics_file)
    assert place in str(said.value)


def test_that_every_mistake_of_a_runs_experiment_is_counted(folder):
    save_experiment(folder.experiment_file, Experiment(name="odd", network=PRESETS["digits_resnet"]))
    content = json.loads(folder.experiment_file.read_text())
    content["recipe"] |= {"batch_size": "64", "odd": 1}
    folder.experiment_file.write_text(json.dumps(content))
    with pytest.raises(RunFolderError, match=rf"^{folder.experiment_file}: recipe\.[^\n]* \(and 1 more\); restore"):
        read_run_experiment(folder)


def test_that_a_run_without_an_environment_says_nothing_of_it(folder):
    assert read_environment(folder) == {}


def opening_calls(source: str) -> list[int]:
    """Lines in which a file is opened by other means than the reader's."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "attr", getattr(call.func, "id", "")), call) for call in calls]
    return [
        call.lineno for name, call in named if name in OPENING or ast.unparse(call.func) in ("np.load", "torch.load")
    ]


def blanket_handlers(source: str) -> list[int]:
    """Lines in which everything is caught, and not raised again."""
    handlers = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler)]
    return [
        node.lineno
        for node in handlers
        if (node.type is None or {"Exception", "BaseException"} & {getattr(n, "id", "") for n in ast.walk(node.type)})
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


def sources(*places: str) -> dict[str, str]:
    paths = [ROOT / place for place in places]
    files = [file for path in paths for file in (sorted(path.rglob("*.py")) if path.is_dir() else [path])]
    return {file.relative_to(ROOT).as_posix(): file.read_text() for file in files}


def test_that_nothing_but_the_reader_opens_the_files_of_runs():
    found = sources("explorer/runs", "explorer/reports", "explorer/training", "explorer/commands", "explorer/jobs")
    found |= sources("explorer/experiment", "explorer/atomic_file.py", "explorer/exports")
    openers = {name for name, source in found.items() if opening_calls(source) and "/probes/" not in name}
    assert openers - {"explorer/runs/run_files.py", "explorer/exports/proof.py"} == set(NO_RUNS)


def test_that_neither_the_reader_nor_what_calls_it_catches_everything():
    found = sources(*READER)
    assert {name: lines for name, source in found.items() if (lines := blanket_handlers(source))} == {}
    planted = found["explorer/runs/run_files.py"].replace("except OSError as error", "except Exception as error")
    assert blanket_handlers(planted)
