"""The receipt beside an export: what it is, of what it was made, and how it was proved."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib import metadata
from pathlib import Path

from explorer.exports.export_options import ExportOptions
from explorer.exports.graph_files import NEEDED, OPSET
from explorer.exports.proof import Agreement
from explorer.training.environment import versions
from explorer.training.trained_model import TrainedModel
from models.recognition import torchvision_names
from models.spec import resolve

FORMAT = "resdense-receipt"


def write_receipt(trained: TrainedModel, options: ExportOptions, agreement: Agreement, files: Sequence[Path]) -> str:
    """The text of the receipt of `files`."""
    naming = resolve(trained.info.experiment.network).naming
    names = torchvision_names(naming, trained.model.state_dict())
    content = {
        "format": FORMAT,
        "made": datetime.now().astimezone().isoformat(timespec="seconds"),
        "experiment": trained.info.experiment.name,
        "export": _export(options),
        "weights": _weights(trained),
        "files": [_file(path) for path in files],
        "versions": versions()
        | ({name: metadata.version(name) for name in NEEDED} if options.format == "onnx" else {}),
        "proof": asdict(agreement) | {"agrees": agreement.agrees},
        # Of pure networks the names are torchvision's own.
        "torchvision_names": names or "the same",
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _export(options: ExportOptions) -> dict[str, object]:
    chosen = asdict(options)
    del chosen["pictures"]
    return chosen | ({"opset": OPSET} if options.format == "onnx" else {})


def _weights(trained: TrainedModel) -> dict[str, object]:
    info = trained.info
    return {
        "file": str(trained.file),
        "sha256": trained.digest,
        "epoch": info.epoch,
        "step": info.step,
        "test_accuracy": info.test_accuracy,
        "averaged_with_decay": info.experiment.recipe.ema,
    }


def _file(path: Path) -> dict[str, object]:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest}
