"""What the tests catch: bugs that a person could write are planted one by one in a copy of the program.

Run it: python tests/proofs/mutants.py [--tree FOLDER] [--only WORD]
For each bug the tests of its place are run until the first fails; at the end stands how many were caught.
`--tree` is the checkout that is copied, without it that of this file: so two versions can be compared.
"""

import argparse
import fnmatch
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
LONGEST_SECONDS = 600


class Mutant(NamedTuple):
    """A bug in one place."""

    file: str
    tests: str
    """Names of the files of tests, without "test_", or patterns of them."""
    old: str
    """What stands there once."""
    new: str
    instead: tuple[str, str] | None = None
    """The same two in a version that is written otherwise."""


MODELS = (
    Mutant("models/spec.py", "spec build", "* (self.blocks_done + 1) / total", "* self.blocks_done / total"),
    Mutant("models/spec.py", "spec", "pads and enters > widths.output", "pads and enters >= widths.output"),
    Mutant(
        "models/spec.py",
        "spec families",
        'PRE_ACTIVATION and following.entry == "block"',
        "PRE_ACTIVATION",
        ('PRE_ACTIVATION and stage.entry == "block"', "PRE_ACTIVATION"),
    ),
    Mutant(
        "models/units/residual.py",
        "spec families",
        "is_projection or (first_of_network",
        "is_projection and (first_of_network",
    ),
    Mutant(
        "models/units/dense.py", "spec", "return int(compression * channels)", "return round(compression * channels)"
    ),
    Mutant("models/units/unit.py", "receptive_field", "(layer.kernel - 1) * stride", "layer.kernel * stride"),
    Mutant("models/memory.py", "memory", "(available - self.fixed) //", "available //"),
    Mutant("models/memory.py", "memory", "states * weights,", "states * summary.params,"),
    Mutant("models/search.py", "search", "low = middle + 1", "low = middle + 2"),
    Mutant("models/weights.py", "weights", ' and not name.endswith("num_batches_tracked")', ""),
)
TRAINING = (
    Mutant("explorer/training/loop/optimiser.py", "optimiser", "(step - 1) / num_steps)", "step / num_steps)"),
    Mutant("explorer/training/data/augmentation.py", "mixing", "others, 1 - cut)", "others, cut)"),
    Mutant("explorer/training/data/augmentation.py", "mixing", "self.share >= 0.5", "self.share <= 0.5"),
    Mutant(
        "explorer/training/loop/weight_average.py",
        "weight_average resume",
        '        self._num_steps = state["num_steps"]\n',
        "",
    ),
    Mutant("explorer/training/data/augmentation.py", "augmentation batches", "images.flip(3)", "images.flip(2)"),
    Mutant("explorer/training/data/image_folder.py", "image_folder", "len(paths) - 1)\n", "len(paths))\n"),
    Mutant("explorer/training/loop/checkpointer.py", "resume", "seconds=state.seconds + seconds,", "seconds=seconds,"),
    Mutant(
        "explorer/training/loop/trainer.py",
        "resume",
        "        if not first:\n            self._progress.start_epoch()",
        "        self._progress.start_epoch()",
    ),
    Mutant(
        "explorer/training/loop/trainer.py",
        "training_job recipe_fields",
        "(state.best_epoch or 0) < patience",
        "(state.best_epoch or 0) <= patience",
    ),
    Mutant("explorer/training/loop/trainer.py", "training_job resume", "        self._progress.clock.resume()\n", ""),
    Mutant(
        "explorer/training/inference/evaluation.py",
        "evaluation",
        "(is_right, confidences, -confidences)",
        "(is_right, -confidences, confidences)",
    ),
    Mutant("explorer/training/loop/progress.py", "training_job", "self._loss += loss * size", "self._loss += loss"),
)
RUNS = (
    Mutant(
        "explorer/runs/metric_history.py", "metric_history", "len(event.steps) + 1)[1:]", "len(event.steps) + 1)[:-1]"
    ),
    Mutant(
        "explorer/runs/metric_history.py",
        "metric_history",
        "are not spent training.\n        self._moment = moment",
        "are not spent training.",
    ),
    Mutant(
        "explorer/runs/metrics_file.py",
        "metrics_file",
        'enter_context(self._path.open("a+b", buffering=0))\n            self._opened',
        'enter_context(self._path.open("a+b"))\n            self._opened',
        ('self._path.open("ab", buffering=0)', 'self._path.open("ab")'),
    ),
    Mutant(
        "explorer/runs/metrics_file.py",
        "metrics_file",
        'self._offset, self._num_lines, self._last = 0, 0, b""',
        'self._offset, self._last = 0, b""',
        ("self._offset = self._num_lines = 0", "self._offset = 0"),
    ),
    Mutant("explorer/runs/metrics_file.py", "metrics_file every_message", "round(time, 3)", "round(time)"),
    Mutant("explorer/ui/train_page/runs/comparison_dialog.py", "comparison_dialog", ', exclude={"name"}', ""),
    Mutant(
        "explorer/runs/evaluation_result.py",
        "evaluation* confusion_view models",
        "sign = 1 if label == prediction else -1",
        "sign = -1 if label == prediction else 1",
    ),
    Mutant("explorer/runs/session_store.py", "session_store", ".st_mtime, reverse=True)", ".st_mtime)"),
    Mutant(
        "explorer/runs/tensorboard_file.py",
        "tensorboard_file",
        "self._write(event.first_step,",
        "self._write(event.first_step - 1,",
    ),
)
WINDOW = (
    Mutant(
        "explorer/ui/document.py",
        "document files_in_window main_window",
        "self._file = _File(path, self.experiment)\n        self.fileChanged.emit()",
        "self._file = _File(path, self.experiment)",
        ("self._set_path(path)\n\n    def replace", "self._path = path\n\n    def replace"),
    ),
    Mutant(
        "explorer/ui/document.py",
        "document",
        "other._time - self._time > BURST_SECONDS",
        "other._time - self._time < BURST_SECONDS",
    ),
    Mutant(
        "explorer/ui/canvas/network_diagram.py",
        "network_diagram canvas_*",
        "min(stage + 1, num_stages)",
        "min(stage, num_stages)",
    ),
    Mutant(
        "explorer/ui/canvas/items/overview_map.py",
        "network_diagram canvas_*",
        "self._room.height() * self._content.height()\n        self.placeRequested",
        "self._room.width() * self._content.width()\n        self.placeRequested",
    ),
    Mutant(
        "explorer/ui/canvas/gestures/stage_folds.py",
        "network_diagram canvas_*",
        "self.unfolded ^= {stage}",
        "self.unfolded |= {stage}",
    ),
    Mutant(
        "explorer/ui/explore/sweep_model.py",
        "sweep_*",
        "[row for _, row in paired] + without",
        "without + [row for _, row in paired]",
        (
            "sorted(known, key=value, reverse=order == Qt.SortOrder.DescendingOrder) + missing",
            "missing + sorted(known, key=value, reverse=order == Qt.SortOrder.DescendingOrder)",
        ),
    ),
    Mutant(
        "explorer/ui/train_page/runs/epoch_table.py",
        "run_models train_page run_table",
        "reversed(range(len(epochs)))",
        "range(len(epochs))",
        ("in reversed(epochs) if", "in epochs if"),
    ),
    Mutant(
        "explorer/ui/jobs/job_controller.py",
        "job_controller train_page",
        "self.history, self.last_events = history, {}",
        "self.last_events = {}",
        ("        self.history = history\n", ""),
    ),
    Mutant(
        "explorer/ui/train_page/results/confusion_matrix.py",
        "confusion_view",
        "int(self._counts[row].sum())",
        "int(self._counts[:, column].sum())",
    ),
    Mutant(
        "explorer/ui/build_page/growth/growth_series.py",
        "growth_*",
        "block.saved_bytes / MEBIBYTE",
        "block.saved_bytes / 10**6",
    ),
    Mutant("explorer/ui/canvas/items/part_item.py", "canvas_*", '"text_muted", 1.0, 1.3))', '"text_muted", 1.0, 2.3))'),
    Mutant("explorer/ui/canvas/items/change_items.py", "canvas_*", 'word, "less", zoom', 'word, "more", zoom'),
)
EXPERIMENT = (
    Mutant(
        "explorer/experiment/recipe_rules.py",
        "recipe_rules random_recipes",
        "recipe.batch_size < 2 * recipe.accumulate",
        "recipe.batch_size <= 2 * recipe.accumulate",
    ),
)
MUTANTS = (*MODELS, *TRAINING, *RUNS, *WINDOW, *EXPERIMENT)


def copied(tree: Path, to: Path) -> Path:
    """What git knows of a checkout, in another folder, so that nothing is ever planted in the checkout itself."""
    for name in subprocess.check_output(["git", "ls-files", "-z"], cwd=tree, text=True).split("\0"):
        if name and (tree / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(tree / name, to / name)
    return to


def planted(tree: Path, mutant: Mutant) -> tuple[Path, str] | None:
    """The file with the text that has the bug, also where it was moved to; None where its place is nowhere."""
    files = [tree / mutant.file, *sorted((tree / Path(mutant.file).parts[0]).rglob("*.py"))]
    for old, new in [(mutant.old, mutant.new), *([mutant.instead] if mutant.instead else [])]:
        for file in files:
            if file.is_file() and (text := file.read_text(encoding="utf-8")).count(old) == 1:
                return file, text.replace(old, new)
    return None


def test_files(tree: Path, mutant: Mutant) -> list[str]:
    """In the order of the words: what is likely to fail comes first."""
    files = sorted(tree.rglob("test_*.py"))
    return [str(file) for word in mutant.tests.split() for file in files if fnmatch.fnmatch(file.stem, f"test_{word}")]


def outcome(tree: Path, mutant: Mutant) -> tuple[str, str]:
    """What became of a bug, and the first test that failed."""
    plant, tests = planted(tree, mutant), test_files(tree, mutant)
    if plant is None:
        return "not there", ""
    path, text = plant
    whole = path.read_text(encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb=no", *tests]
    path.write_text(text, encoding="utf-8")
    try:
        run = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return "too slow", ""
    finally:
        path.write_text(whole, encoding="utf-8")
    failed = [line for line in run.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return "caught" if run.returncode == 1 else "NOT CAUGHT" if not run.returncode else "broken", "".join(failed[:1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tree", type=Path, default=ROOT)
    parser.add_argument("--only", default="", help="a part of the file's path")
    given = parser.parse_args()
    count: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        tree = copied(given.tree.resolve(), Path(folder))
        for number, mutant in enumerate(MUTANTS, start=1):
            if given.only not in mutant.file:
                continue
            began = time.perf_counter()
            told, test = outcome(tree, mutant)
            count[told] = count.get(told, 0) + 1
            seconds = time.perf_counter() - began
            print(f"{number:3} {told:10} {seconds:4.0f} s  {mutant.file}: {mutant.new.strip()!r}  {test}", flush=True)
    print("; ".join(f"{told}: {number}" for told, number in sorted(count.items())))
    return 1 if count.keys() - {"caught", "not there"} else 0


if __name__ == "__main__":
    sys.exit(main())
