"""What a batch should be classified as, and how far from that the network is."""

from typing import NamedTuple

from torch import Tensor
from torch.nn import functional


class Targets(NamedTuple):
    """The classes of a batch; of a mixed one the classes of both images of each pair."""

    labels: Tensor
    """(B,), int64."""
    others: Tensor | None = None
    """(B,), int64: the classes of what was mixed in; None where nothing was."""
    share: float = 1.0
    """Share of `labels` in the target; the rest is that of `others`."""

    def part(self, places: slice) -> "Targets":
        """The targets of some images of the batch."""
        return Targets(self.labels[places], None if self.others is None else self.others[places], self.share)

    def loss(self, logits: Tensor, *, smoothing: float = 0.0) -> Tensor:
        """Mean cross-entropy of (B, K) logits, a number: what soft targets give, without making any."""
        loss = functional.cross_entropy(logits, self.labels, label_smoothing=smoothing)
        if self.others is None:
            return loss
        other = functional.cross_entropy(logits, self.others, label_smoothing=smoothing)
        return self.share * loss + (1 - self.share) * other

    def num_correct(self, logits: Tensor) -> Tensor:
        """How many are classified rightly, an int64 number; of a mixed pair the one with the larger share counts."""
        expected = self.labels if self.others is None or self.share >= 0.5 else self.others
        return (logits.argmax(1) == expected).sum()
