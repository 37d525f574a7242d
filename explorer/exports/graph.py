"""The network as it is written into a graph: with its precision and what is made a part of it."""

import torch
from torch import Tensor, nn

from explorer.exports.export_options import ExportOptions
from explorer.training.data.image_set import Normalisation

DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}


class Graph(nn.Module):
    """Takes and gives float32, whatever it computes in."""

    def __init__(self, network: nn.Module, normalisation: Normalisation, options: ExportOptions):
        """`network` is made one of the precision that the options say."""
        super().__init__()
        self.network = network.to(DTYPES[options.precision])
        self._dtype = DTYPES[options.precision]
        self._normalises, self._has_softmax = options.normalise, options.softmax
        if self._normalises:
            self.register_buffer("mean", torch.tensor(normalisation.mean).view(-1, 1, 1), persistent=False)
            self.register_buffer("std", torch.tensor(normalisation.std).view(-1, 1, 1), persistent=False)

    def forward(self, images: Tensor) -> Tensor:
        """(N, C, H, W) to (N, classes): logits, or probabilities."""
        if self._normalises:
            images = (images - self.mean) / self.std
        logits = self.network(images.to(self._dtype)).float()
        return logits.softmax(1) if self._has_softmax else logits
