"""A program of its own: loads a network from its Python file alone and writes what it makes of images.

Arguments: the Python file, which is in the current folder; the images; where the outputs go; the batch size.
"""

import importlib.abc
import runpy
import sys

import torch

KNOWN = sys.stdlib_module_names | {"torch"}


class _OnlyTorch(importlib.abc.MetaPathFinder):
    """Refuses what a machine need not have that has torch."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] not in KNOWN:
            raise ModuleNotFoundError(f"the file needs {name}", name=name)


def main(code: str, images: str, outputs: str, batch_size: str) -> None:
    sys.meta_path.insert(0, _OnlyTorch())
    try:
        space = runpy.run_path(code)
    finally:
        del sys.meta_path[0]
    network = space["load"]()
    batches = torch.load(images, weights_only=True).split(int(batch_size))
    with torch.inference_mode():
        torch.save(torch.cat([network(batch) for batch in batches]), outputs)


if __name__ == "__main__":
    main(*sys.argv[1:])
