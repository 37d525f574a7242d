"""Exports of the presets that torchvision and timm have too, loaded into their classes with strict=True.

Run it: python tests/benchmarks/strict_loading.py [NETWORK ...]
Printed is the largest difference of any logit, for random weights. Without timm its column stays empty. Exit status 1
where any logit differs; what does not load ends with the names that are in the way.
"""

import argparse
import importlib.util
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import safetensors.torch
import torch
import torchvision
from export_agreement import trained
from torch import Tensor, nn

from explorer.exports.export_options import ExportOptions
from explorer.exports.export_weights import write_safetensors
from models.config import InputShape
from models.presets import ALL

SIDE, NUM_IMAGES = 64, 2
HAS_TIMM = importlib.util.find_spec("timm") is not None


def their_classes(name: str) -> dict[str, nn.Module]:
    """The network of that name in each library."""
    found = {"torchvision": torchvision.models.get_model(name, weights=None)}
    if HAS_TIMM:
        found["timm"] = importlib.import_module("timm").create_model(name, pretrained=False)
    return found


def export(name: str, folder: Path) -> tuple[nn.Module, dict[str, Tensor]]:
    """A network, and its weights as anybody reads them from its export."""
    config = next(preset.config for preset in ALL if preset.name == name)
    small = config.model_copy(update={"input": InputShape(height=SIDE, width=SIDE)})
    network, out = trained(name, small), folder / f"{name}.safetensors"
    write_safetensors(network, ExportOptions(format="safetensors"), out)
    return network.model, safetensors.torch.load_file(out)


@torch.inference_mode()
def compare(name: str) -> dict[str, float]:
    """Largest difference of any logit, by library. Raises RuntimeError where names or shapes differ."""
    with tempfile.TemporaryDirectory() as folder:
        model, weights = export(name, Path(folder))
    images, found = torch.randn(NUM_IMAGES, 3, SIDE, SIDE), {}
    for library, theirs in their_classes(name).items():
        theirs.load_state_dict(weights, strict=True)
        found[library] = (theirs.eval()(images) - model(images)).abs().max().item()
    return found


def main() -> int:
    known = [preset.name for preset in ALL if preset.group == "torchvision"]
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("networks", nargs="*", metavar="NETWORK", default=known)
    print(f"{'network':20}{'torchvision':>13}{'timm':>10}")
    largest = 0.0
    for name in parser.parse_args().networks:
        found = compare(name)
        largest = max(largest, *found.values())
        theirs = f"{found['timm']:.1e}" if "timm" in found else ""
        print(f"{name:20}{found['torchvision']:13.1e}{theirs:>10}", flush=True)
    return int(largest > 0)


if __name__ == "__main__":
    sys.exit(main())
