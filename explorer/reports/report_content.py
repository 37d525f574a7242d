"""What a page about a run says, before it is written in any form."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import Recipe
from explorer.figure.network_layout import NetworkLayout
from explorer.figure.svg import draw_svg, text_width
from explorer.number_format import byte_count, duration_text, exact_count, shape_text, short_count
from explorer.reports.confusion_svg import draw_confusion
from explorer.reports.curve_svg import draw_accuracy, draw_loss
from explorer.reports.svg import Figure, ink
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.events import JobFinished
from explorer.runs.metric_history import MetricHistory
from explorer.runs.metrics_file import RunTail
from explorer.runs.run_files import read_environment, read_object, read_run_experiment, trained_network
from explorer.runs.run_folder import RunFolder, RunFolderError
from explorer.runs.run_record import RunRecord, read_record
from explorer.words.catalogue import Words
from models.summary import BlockRow, Summary, summarize

RECEIPTS = "*.receipt.json"
MOST_MISTAKES = 24
MOST_CLASSES = 200
ABOUT = (
    "{} images ({}), {} mistakes. In the matrix a row is a true class, a column what its images are taken for, a "
    "number a share of the row in per cent."
)
TEXT_COLUMNS = (
    "Stage",
    "Blocks",
    "Class",
    "Most often confused with",
    "File",
    "Form",
    "Proof",
    "SHA-256",
    "Field",
    "Value",
)
"""Of tables; all others hold numbers."""

Row = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What an export's receipt says, as a person reads it."""

    file: str
    form: str
    size: str
    digest: str
    proof: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportContent:
    """All parts of a page; tables are rows of texts."""

    experiment: Experiment
    record: RunRecord
    summary: Summary
    history: MetricHistory
    seconds: float | None
    """The time of the training; None where it did not come to its end."""
    results: "ResultContent | None"
    """None where the run has no weights."""
    environment: tuple[Row, ...]
    receipts: tuple[Receipt, ...]
    words: Words

    @property
    def title(self) -> str:
        return self.experiment.name

    @property
    def subtitle(self) -> str:
        started = self.record.started.strftime(self.words("%d %B %Y, %H:%M")).lstrip("0")
        state = self.words(self.record.state)
        return " · ".join([self.record.name, state, self.words("started {}").format(started)])

    def figures(self) -> tuple[Row, ...]:
        """The numbers at the top: (value, what it is)."""
        words, epochs = self.words, self.record.epochs
        found = [
            (short_count(self.summary.params), words("parameters")),
            (short_count(self.summary.macs), words("MACs per image")),
        ]
        if self.results is not None:
            result = self.results.result
            accuracy = (
                (f"{100 * result.accuracy:.2f} %", words("test accuracy")),
                (f"{result.loss:.4f}", words("test loss")),
            )
            found = [*accuracy, *found]
        found.append((f"{epochs:,}", words("epoch" if epochs == 1 else "epochs")))
        if self.seconds is not None:
            found.append((duration_text(self.seconds), words("of training")))
        return tuple(found)

    def network_figure(self) -> Figure:
        figure = NetworkLayout(text_width, self.words).figure(self.summary)
        title = self.words("The network {}").format(self.title)
        return Figure("network", title, *figure.size, draw_svg(figure, ink))

    def curves(self) -> tuple[Figure, Figure]:
        return draw_loss(self.history, self.words), draw_accuracy(self.history, self.words)

    def receipt_rows(self) -> tuple[Row, ...]:
        """Header and one row an export."""
        rows = ((receipt.file, receipt.form, receipt.size, receipt.proof, receipt.digest) for receipt in self.receipts)
        return (("File", "Form", "Size", "Proof", "SHA-256"), *rows)

    def stage_rows(self) -> tuple[Row, ...]:
        """Header, in English as all headers, and one row a stage, with what its blocks are."""
        header = ("Stage", "Blocks", "Output", "Parameters", "MACs", "Activation memory", "Receptive field")
        rows = [
            (
                row.name,
                self._blocks_text(row.name),
                shape_text(row.output_shape),
                exact_count(row.params),
                exact_count(row.macs),
                byte_count(row.saved_bytes),
                exact_count(row.receptive_field) if row.kind != "head" else "",
            )
            for row in self.summary.stages
        ]
        total = exact_count(self.summary.params), exact_count(self.summary.macs), byte_count(self.summary.saved_bytes)
        return (header, *rows, (self.words("Total"), "", "", *total, ""))

    def recipe_rows(self) -> tuple[Row, ...]:
        """(field, value, mark): the mark is "changed" where the value is not the usual one."""
        usual = dict(_flat("", Recipe().model_dump(mode="json")))
        values = _flat("", self.experiment.recipe.model_dump(mode="json"))
        return tuple(
            (name, _value_text(value, self.words), "" if usual.get(name) == value else "changed")
            for name, value in values
        )

    def _blocks_text(self, stage: str) -> str:
        index = next((spec.index for spec in self.summary.spec.stages if spec.name == stage), None)
        if index is None:
            return ""
        return _runs_text([block for block in self.summary.blocks if block.stage == index], self.words)


class Mistake(NamedTuple):
    """An image that is taken for another class."""

    image: str
    """Its name."""
    label: str
    prediction: str
    confidence: str
    pixels: np.ndarray
    """(h, w, c) uint8."""


@dataclass(frozen=True, slots=True)
class ResultContent:
    """What a page says of the test images."""

    result: EvaluationResult
    words: Words

    def about(self) -> str:
        """How many images of what, and how the matrix is read."""
        result = self.result
        return self.words(ABOUT).format(
            f"{result.num_images:,}", self.words(result.data), f"{len(result.mistakes()):,}"
        )

    def confusion_figure(self) -> Figure:
        return draw_confusion(self.result, self.words)

    def class_rows(self) -> tuple[Row, ...]:
        """Header and one row a class, the worst first."""
        header = ("Class", "Images", "Recall", "Precision", "Most often confused with")
        scores = sorted(self.result.class_scores(), key=lambda score: 2.0 if score.recall is None else score.recall)
        rows = (
            (
                score.name,
                exact_count(score.count),
                _percent(score.recall),
                _percent(score.precision),
                "" if score.mistaken_for is None else f"{score.mistaken_for} ({score.num_mistaken:,})",
            )
            for score in scores[:MOST_CLASSES]
        )
        return (header, *rows)

    @property
    def num_left_out(self) -> int:
        """Classes that have no row."""
        return max(0, len(self.result.classes) - MOST_CLASSES)

    def mistakes(self) -> list[Mistake]:
        """The worst of those whose images are kept."""
        found = (self._mistake(position) for position in self.result.mistakes().tolist())
        return list(islice((mistake for mistake in found if mistake is not None), MOST_MISTAKES))

    def _mistake(self, position: int) -> Mistake | None:
        result, pixels = self.result, self.result.thumbnail(position)
        if pixels is None:
            return None
        label, prediction = result.classes[result.labels[position]], result.classes[result.predictions[position]]
        confidence = f"{100 * float(result.confidences[position]):.1f} %"
        return Mistake(result.image_name(position), label, prediction, confidence, pixels)


def read_content(
    folder: RunFolder, result: EvaluationResult | None, *, receipts_in: Sequence[Path], words: Words
) -> ReportContent:
    """Everything about a run.

    Args:
        receipts_in: folders in which receipts of this run's exports may be.

    Raises RunFolderError where the run is damaged.
    """
    experiment, history = read_run_experiment(folder), MetricHistory()
    seconds = None
    for moment, event in RunTail(folder.metrics_file).read():
        history.add(event, moment)
        seconds = event.seconds if isinstance(event, JobFinished) else seconds
    digest = None if result is None else result.digest
    return ReportContent(
        experiment=experiment,
        record=read_record(folder),
        summary=summarize(trained_network(folder, experiment)),
        history=history,
        seconds=seconds,
        results=None if result is None else ResultContent(result, words),
        environment=tuple(_environment(read_environment(folder), words)),
        receipts=tuple(_receipts(receipts_in, digest, words)),
        words=words,
    )


def _runs_text(blocks: Sequence[BlockRow], words: Words) -> str:
    """ "3 × bottleneck", "6 × dense layer, transition"."""
    runs: list[list] = []
    for block in blocks:
        kind = words(block.kind.replace("_", " "))
        if runs and runs[-1][0] == kind:
            runs[-1][1] += 1
        else:
            runs.append([kind, 1])
    return ", ".join(kind if count == 1 else f"{count:,} × {kind}" for kind, count in runs)


def _flat(prefix: str, values: dict) -> list[tuple[str, object]]:
    found = []
    for name, value in values.items():
        path = f"{prefix}{name}"
        found += _flat(f"{path}.", value) if isinstance(value, dict) else [(path, value)]
    return found


def _value_text(value: object, words: Words) -> str:
    if value is None:
        return words("off")
    if isinstance(value, bool):
        return words("yes" if value else "no")
    if isinstance(value, list):
        return ", ".join(_value_text(each, words) for each in value) or words("none")
    return f"{value:g}" if isinstance(value, float) else str(value)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.2f} %"


def _environment(values: dict[str, object], words: Words) -> list[Row]:
    """(name, value) of a run's environment."""
    return [(name, _value_text(value, words)) for name, value in _flat("", values) if name != "resumed"]


def _receipts(folders: Sequence[Path], digest: str | None, words: Words) -> list[Receipt]:
    """Those of exports of these weights; what cannot be read is none of them."""
    files = sorted({file for folder in folders for file in folder.glob(RECEIPTS)})
    found = []
    for file in files:
        try:
            values = read_object(file)
            if values["weights"]["sha256"] == digest:
                found.append(_receipt(values, words))
        except (RunFolderError, LookupError, TypeError, ValueError, OverflowError):
            # Not one that this program has written.
            continue
    return found


def _receipt(values: dict, words: Words) -> Receipt:
    file, proof, export = values["files"][0], values["proof"], values["export"]
    agreement = words("top-1 agreement {}, largest difference {}").format(
        _percent(proof["top1_agreement"]), f"{proof['max_difference']:.1e}"
    )
    return Receipt(
        file=str(file["name"]),
        form=f"{export['format']}, {export['precision']}",
        size=byte_count(file["bytes"]),
        digest=str(file["sha256"]),
        proof=agreement if proof["agrees"] else words("does not agree"),
    )
