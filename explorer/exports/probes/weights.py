"""A program of its own: builds the network that a file of weights describes and writes what it makes of images.

Arguments: the .safetensors or .pt file; the images; where the outputs go; the batch size.
"""

import sys
from pathlib import Path

import torch

from explorer.experiment.source import load_weights_experiment
from models.build import build_empty_model
from models.spec import resolve
from models.weights import read_weights


def main(weights: str, images: str, outputs: str, batch_size: str) -> None:
    experiment = load_weights_experiment(Path(weights))
    network = build_empty_model(resolve(experiment.network)).eval()
    network.load_state_dict(read_weights(Path(weights)), strict=True)
    batches = torch.load(images, weights_only=True).split(int(batch_size))
    with torch.inference_mode():
        torch.save(torch.cat([network(batch) for batch in batches]), outputs)


if __name__ == "__main__":
    main(*sys.argv[1:])
