"""A program of its own: loads what torch.export made, with torch alone, and writes what it makes of images.

Arguments: the .pt2 file; the images; where the outputs go; the batch size.
"""

import sys

import torch


def main(program: str, images: str, outputs: str, batch_size: str) -> None:
    network = torch.export.load(program).module()
    batches = torch.load(images, weights_only=True).split(int(batch_size))
    with torch.no_grad():
        torch.save(torch.cat([network(batch) for batch in batches]), outputs)


if __name__ == "__main__":
    main(*sys.argv[1:])
