"""The formats that hold the network as a graph: torch.export's and ONNX."""

import copy
import importlib.util
import io
import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import Tensor, nn

from explorer.exports.export_options import ExportError, ExportOptions
from explorer.training.checkpoints.checkpoint import as_metadata
from explorer.training.data.image_set import Normalisation
from explorer.training.inference.trained_model import TrainedModel
from models.weights_header import METADATA_ENTRY

OPSET = 20
"""Version of ONNX's operators: all that the networks need, and read by ONNX Runtime since 1.17."""
INPUT, OUTPUTS = "pictures", ("logits", "probabilities")
NEEDED = ("onnx", "onnxscript", "onnxruntime")
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
LARGEST_ONNX = 2**31 - 1
"""Bytes: what one file of protocol buffers can hold."""


class Graph(nn.Module):
    """The network in its precision, with what is made a part of it; takes and gives float32 all the same."""

    mean: Tensor
    std: Tensor

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


def require_onnx() -> None:
    """Raises ExportError where packages are missing that ONNX is written or proved with."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        names = " and ".join([", ".join(missing[:-1]), missing[-1]] if missing[:-1] else missing)
        raise ExportError("ONNX needs {} (python -m pip install {}).", names, " ".join(missing))


def write_program(trained: TrainedModel, options: ExportOptions, path: Path) -> None:
    """What torch.export makes of the network, for batches of any size."""
    graph, example = _traceable(trained, options)
    with torch.no_grad(), _silence():
        program = torch.export.export(graph, (example,), dynamic_shapes=_any_batch(), strict=False)
        content = io.BytesIO()
        torch.export.save(program, content, extra_files={METADATA_ENTRY: _metadata(trained, options)})
    path.write_bytes(content.getbuffer())


def write_onnx(trained: TrainedModel, options: ExportOptions, path: Path) -> None:
    """The network in ONNX's operators, for batches of any size, with its weights in the same file."""
    require_onnx()
    graph, example = _traceable(trained, options)
    with torch.no_grad(), _silence():
        program = torch.onnx.export(
            graph,
            (example,),
            dynamo=True,
            opset_version=OPSET,
            input_names=[INPUT],
            output_names=[OUTPUTS[options.softmax]],
            dynamic_shapes=_any_batch(),
            verbose=False,
        )
    assert program is not None, "with dynamo the exporter gives the program"
    program.model.metadata_props.update(json.loads(_metadata(trained, options)) | {"opset": str(OPSET)})
    if sum(tensor.nbytes for tensor in graph.state_dict().values()) > LARGEST_ONNX:
        raise ExportError("An ONNX file holds at most 2 GiB of weights; choose fp16 or another format.")
    path.write_bytes(program.model_proto.SerializeToString())


def _traceable(trained: TrainedModel, options: ExportOptions) -> tuple[Graph, Tensor]:
    # What needs no gradient is traced in half the time.
    network = copy.deepcopy(trained.model).to(memory_format=torch.contiguous_format).requires_grad_(False)
    shape = trained.info.experiment.network.input
    graph = Graph(network, trained.info.normalisation, options).eval()
    # A batch of one would be taken for a number that never changes.
    return graph, torch.zeros(2, shape.channels, shape.height, shape.width)


def _any_batch() -> tuple[dict[int, torch.export.Dim]]:
    return ({0: torch.export.Dim("batch", min=1)},)


def _metadata(trained: TrainedModel, options: ExportOptions) -> str:
    takes = "values from 0 to 1" if options.normalise else "normalised with mean and std"
    texts = as_metadata(trained.info) | {"pictures": takes, "gives": OUTPUTS[options.softmax]}
    del texts["format"]
    return json.dumps(texts, ensure_ascii=False)


@contextmanager
def _silence() -> Iterator[None]:
    """The exporters tell of their own future and of packages that nobody here needs."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
