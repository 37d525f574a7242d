"""What an evaluation finds: every image's class, what it was taken for, and all that follows from these."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, kw_only=True, slots=True)
class ClassScore:
    """How well one class is told from the others."""

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
