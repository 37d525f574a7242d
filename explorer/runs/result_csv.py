"""Evaluations and predictions as CSV."""

from collections.abc import Iterable

from explorer.csv_text import csv_text
from explorer.runs.evaluation_result import EvaluationResult
from explorer.runs.image_prediction import ImagePrediction


def images_csv(result: EvaluationResult) -> str:
    """One line a image, in the data's order: its file or number, its class, what it was taken for, how surely."""
    names = result.classes
    rows = (
        (result.image_name(position), names[label], names[prediction], f"{confidence:.6f}")
        for position, (label, prediction, confidence) in enumerate(
            zip(result.labels, result.predictions, result.confidences, strict=True)
        )
    )
    return csv_text(("picture", "class", "predicted", "confidence"), rows)


def classes_csv(result: EvaluationResult) -> str:
    """One line a class; shares are 0 to 1, and empty where there is nothing to divide."""
    rows = (
        (
            score.name,
            score.count,
            score.num_correct,
            _share(score.recall),
            _share(score.precision),
            score.mistaken_for or "",
            score.num_mistaken,
        )
        for score in result.class_scores()
    )
    return csv_text(("class", "pictures", "hits", "recall", "precision", "mistaken_for", "times"), rows)


def confusion_csv(result: EvaluationResult) -> str:
    """The confusion matrix: a line a true class, a column a predicted one."""
    rows = ([name, *row] for name, row in zip(result.classes, result.confusion.tolist(), strict=True))
    return csv_text(("class", *result.classes), rows)


def predictions_csv(predictions: Iterable[ImagePrediction]) -> str:
    """One line for every class that a image was given, the most probable first, and one for a broken image."""
    rows = []
    for prediction in predictions:
        if prediction.problem is not None:
            rows.append((prediction.path, "", "", "", prediction.problem))
        rows += (
            (prediction.path, rank, share.name, f"{share.probability:.6f}", "")
            for rank, share in enumerate(prediction.top, start=1)
        )
    return csv_text(("picture", "rank", "class", "probability", "problem"), rows)


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"
