"""The Python files of four networks, run by an interpreter that has torch and nothing else.

Run it: python -m venv bare && bare/bin/python -m pip install torch
        python tests/benchmarks/bare_python.py bare/bin/python
Printed are the file's length, the largest logit and the largest difference from the live network, both with random
weights. Exit status 1 where a file does not run there, differs, or displeases ruff.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch
from export_agreement import networks, trained

from explorer.exports.export_options import ExportOptions
from explorer.exports.export_weights import WRITERS

NETWORKS = ("resnet18", "densenet121", "tutorial_resnet18_conv_downsample", "residual, dense, residual")
NUM_IMAGES = 4
PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
UNWANTED = ("torchvision", "numpy", "safetensors", "pydantic", "explorer", "models")
PROGRAM = f"""
import importlib.util, torch, net
found = [name for name in {UNWANTED} if importlib.util.find_spec(name)]
assert not found, f"this interpreter has {{found}} too"
with torch.inference_mode():
    torch.save(net.load()(torch.load("images.pt", weights_only=True)), "logits.pt")
"""


@torch.inference_mode()
def run_there(name: str, interpreter: Path, folder: Path) -> tuple[int, float, float]:
    """Lines of the file, the largest logit, the largest difference. Raises CalledProcessError."""
    network = trained(name, networks()[name])
    shape = network.info.experiment.network.input
    images = torch.rand(NUM_IMAGES, shape.channels, shape.height, shape.width)
    WRITERS["python"](network, ExportOptions(format="python"), folder / "net.py")
    torch.save(images, folder / "images.pt")
    # torch warns that numpy is missing.
    subprocess.run([interpreter, "-W", "ignore", "-c", PROGRAM], cwd=folder, check=True)
    for settings in (["--isolated"], ["--config", PROJECT]):
        for command in (["check", "--quiet"], ["format", "--quiet", "--check"]):
            subprocess.run([sys.executable, "-m", "ruff", *command, *settings, folder / "net.py"], check=True)
    expected, found = network.model(images), torch.load(folder / "logits.pt", weights_only=True)
    lines = (folder / "net.py").read_text(encoding="utf-8").count("\n")
    return lines, expected.abs().max().item(), (expected - found).abs().max().item()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("interpreter", type=Path)
    # Not resolved: a link to the system's interpreter is what makes a virtual environment.
    interpreter = parser.parse_args().interpreter.absolute()
    print(f"{'network':36}{'lines':>6}{'largest':>9}{'difference':>12}")
    missed = 0
    for name in NETWORKS:
        with tempfile.TemporaryDirectory() as folder:
            lines, largest, difference = run_there(name, interpreter, Path(folder))
        missed += difference > 1e-5 * max(1.0, largest)
        print(f"{name:36}{lines:6}{largest:9.2g}{difference:12.1e}", flush=True)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
