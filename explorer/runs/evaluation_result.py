"""What a network takes images for: the result of an evaluation, predictions of single images, and both as CSV."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from explorer.csv_text import csv_text


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassScore:
    """How well the images of one class are recognised."""

    name: str
    count: int
    """Images of this class."""
    num_correct: int
    """Those of them that were recognised."""
    num_predicted: int
    """Images that were taken for this class, rightly or not."""
    mistaken_for: str | None
    """The class that its images were mistaken for most often; None where there was no mistake."""
    num_mistaken: int
    """How often that was."""

    @property
    def recall(self) -> float | None:
        """Share of its images that were recognised: the accuracy within the class. None without images."""
        return self.num_correct / self.count if self.count else None

    @property
    def precision(self) -> float | None:
        """Share of what was taken for it that is. None where nothing was."""
        return self.num_correct / self.num_predicted if self.num_predicted else None


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class EvaluationResult:
    """The classes of N images and what a network takes them for. Plain numbers: it travels through pipes."""

    weights: str
    """Path of the file that was evaluated."""
    digest: str
    """SHA-256 of that file."""
    data: str
    """What it was evaluated on, as a person reads it."""
    data_key: str
    """Equal where the images are the same."""
    classes: tuple[str, ...]
    loss: float
    """Mean cross-entropy, without label smoothing."""
    labels: np.ndarray
    """(N,) int32: positions in the classes."""
    predictions: np.ndarray
    """(N,) int32: the most probable class."""
    confidences: np.ndarray
    """(N,) float32: its probability."""
    paths: tuple[str, ...] = ()
    """The images' files; empty where they have none of their own."""
    pictured: np.ndarray
    """(K,) int32, ascending: the images that have a thumbnail."""
    thumbnails: np.ndarray
    """(K, h, w, c) uint8, c being 1 or 3."""

    @property
    def num_images(self) -> int:
        return len(self.labels)

    @property
    def accuracy(self) -> float:
        """0 to 1."""
        return float((self.labels == self.predictions).mean())

    @property
    def confusion(self) -> np.ndarray:
        """(classes, classes) int64: how many images of the row's class were taken for the column's."""
        num_classes = len(self.classes)
        pairs = self.labels.astype(np.int64) * num_classes + self.predictions
        return np.bincount(pairs, minlength=num_classes**2).reshape(num_classes, num_classes)

    def class_scores(self) -> tuple[ClassScore, ...]:
        """One score a class, in the classes' order."""
        confusion = self.confusion
        return tuple(self._score(index, confusion) for index in range(len(self.classes)))

    def mistakes(self) -> np.ndarray:
        """Positions of the images that were taken for another class, those with the highest confidence first."""
        wrong = np.flatnonzero(self.labels != self.predictions)
        return wrong[np.argsort(-self.confidences[wrong], kind="stable")]

    def in_cell(self, label: int, prediction: int) -> np.ndarray:
        """Positions of the images of class `label` that were taken for `prediction`.

        Mistakes come with the highest confidence first, hits with the lowest: the remarkable ones first.
        """
        found = np.flatnonzero((self.labels == label) & (self.predictions == prediction))
        sign = 1 if label == prediction else -1
        return found[np.argsort(sign * self.confidences[found], kind="stable")]

    def thumbnail(self, position: int) -> np.ndarray | None:
        """(h, w, c) uint8; None where the image has none."""
        place = int(np.searchsorted(self.pictured, position))
        if place == len(self.pictured) or self.pictured[place] != position:
            return None
        return self.thumbnails[place]

    def image_name(self, position: int) -> str:
        """The image's file, or "image 17" for the one at position 17 of data without files."""
        return self.paths[position] if self.paths else f"image {position}"

    def _score(self, index: int, confusion: np.ndarray) -> ClassScore:
        others = confusion[index].copy()
        others[index] = 0
        rival = int(others.argmax())
        num_mistaken = int(others[rival])
        return ClassScore(
            name=self.classes[index],
            count=int(confusion[index].sum()),
            num_correct=int(confusion[index, index]),
            num_predicted=int(confusion[:, index].sum()),
            mistaken_for=self.classes[rival] if num_mistaken else None,
            num_mistaken=num_mistaken,
        )


class ClassShare(NamedTuple):
    """A class and its probability, 0 to 1."""

    name: str
    probability: float


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class ImagePrediction:
    """The most probable classes of one image, or why there are none."""

    path: str
    problem: str | None = None
    """One sentence where the image cannot be read; then nothing else is known."""
    source: str = ""
    """What the file holds: "640 × 480 RGB"."""
    change: str = ""
    """What was done to it before the network saw it: "scaled and cropped to 32 × 32"; empty where nothing was."""
    top: tuple[ClassShare, ...] = ()
    """The most probable classes, the first one first."""
    thumbnail: np.ndarray | None = None
    """(h, w, 3) uint8: the image, small."""
    seen: np.ndarray | None = None
    """(H, W, c) uint8: what the network was shown, c being 1 or 3."""


def images_csv(result: EvaluationResult) -> str:
    """One line for each image, in the order of the data: file or number, class, predicted class and its confidence."""
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
    """One line for every class that an image was given, the most probable first, and one for a broken image."""
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
