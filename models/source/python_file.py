"""The whole file: docstring, imports, the classes, and a function that loads the weights."""

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.source.code import WIDTH, shifted
from models.source.network_class import NetworkClass
from models.spec import NetworkSpec
from models.summary import summarize

QUOTES = '"""'
HELPERS = {
    "SqueezeExcitation(": '''
class SqueezeExcitation(nn.Module):
    """A gate for every channel, from its mean (Hu et al. 2018, arXiv:1709.01507)."""

    def __init__(self, channels: int, squeezed: int) -> None:
        super().__init__()
        self.fc1 = nn.Conv2d(channels, squeezed, 1)
        self.fc2 = nn.Conv2d(squeezed, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.fc1(F.adaptive_avg_pool2d(x, 1)))
        return x * torch.sigmoid(self.fc2(y))
''',
    "StochasticDepth(": '''
class StochasticDepth(nn.Module):
    """In training, an image's whole map is dropped at random (Huang et al. 2016)."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0.0:
            return x
        kept = torch.rand(x.shape[0], 1, 1, 1, device=x.device) >= self.rate
        return x * kept / max(1.0 - self.rate, 1e-8)
''',
    "ZeroPadShortcut(": '''
class ZeroPadShortcut(nn.Module):
    """Shortcut A: every stride-th pixel, and zeros for the missing channels."""

    def __init__(self, stride: int, missing: int) -> None:
        super().__init__()
        self.stride, self.missing = stride, missing

    def forward(self, x: Tensor) -> Tensor:
        x = x[:, :, :: self.stride, :: self.stride]
        return F.pad(x, (0, 0, 0, 0, 0, self.missing))
''',
    "Stage(": '''
class Stage(nn.Sequential):
    """Blocks 0, 1, ..., with an entry before them or an exit behind them."""

    def __init__(self, *blocks: nn.Module, **ends: nn.Module) -> None:
        numbered = {str(i): block for i, block in enumerate(blocks)}
        members = {"entry": None, **numbered, **ends}
        super().__init__(OrderedDict((k, m) for k, m in members.items() if m))
''',
}
LOADING = '''
def load(path: str | Path = {path}) -> {loaded}:
    """The network with its weights; a relative path is looked for beside this file."""
    model = {title}()
    file = Path(__file__).parent / path
    state = torch.load(file, map_location="cpu", weights_only=True)
    model.load_state_dict(state)
    return {made}.eval()
'''


@dataclass(frozen=True, kw_only=True)
class FileDetails:
    """What the file contains besides the network."""

    title: str
    """The network's name."""
    weights: str = "weights.pt"
    """File of its weights, beside it."""
    classes: tuple[str, ...] = ()
    mean: tuple[float, ...] = ()
    """Of the images that it was trained on, for each channel, of values from 0 to 1."""
    std: tuple[float, ...] = ()
    normalise: bool = False
    """What is loaded takes images of values from 0 to 1 and normalises them itself; needs `mean` and `std`."""
    softmax: bool = False
    """What is loaded gives probabilities."""

    @property
    def has_classifier(self) -> bool:
        """Whether more than the network is loaded."""
        return self.normalise or self.softmax


def python_file(spec: NetworkSpec, details: FileDetails) -> str:
    """A module with the network's classes and `load`, which reads like a person's and needs nothing but torch."""
    network = NetworkClass(spec)
    parts = ["\n".join(lines) for lines in network.parts()]
    code = "\n".join(parts)
    helpers = [text.strip() for use, text in HELPERS.items() if use in code]
    loaded, made = network.title, "model"
    if details.has_classifier:
        parts.append(_classifier(network.title, details))
        loaded, made = "Classifier", "Classifier(model)"
    path = _quoted(Path(details.weights).name)
    loading = LOADING.strip().format(path=path, loaded=loaded, title=network.title, made=made)
    parts = [*_constants(details), *helpers, *parts, loading]
    body = "\n\n\n".join(parts)
    # Two empty lines between imports and the first class, one before constants.
    space = "" if body[:1].isupper() or body.startswith("#") else "\n"
    return f"{_docstring(spec, details)}\n\n{_imports(body)}\n\n{space}{body}\n"


def _docstring(spec: NetworkSpec, details: FileDetails) -> str:
    costs = summarize(spec)
    counts = f"{costs.params:,} parameters, {costs.macs:,} multiply-accumulates."
    shapes = "(N, {}, {}, {}) to (N, {})".format(*spec.input, spec.config.num_classes)
    gives = "probabilities" if details.softmax else "scores"
    lines = [
        *textwrap.wrap(f"{_plain(details.title)}: {counts}", WIDTH - len(QUOTES)),
        "",
        *shifted(["network = load()", f"{gives} = network(images)  # {shapes}"]),
    ]
    if details.mean:
        values = "have values from 0 to 1" if details.normalise else "are normalised with MEAN and STD"
        lines += ["", f"Images {values}; {gives} are in the order of CLASSES."]
    text = "\n".join(lines)
    return f"{QUOTES}{text}\n{QUOTES}"


def _imports(body: str) -> str:
    lines = ["from collections import OrderedDict"] if "OrderedDict(" in body else []
    lines += ["from pathlib import Path\n", "import torch", "from torch import Tensor, nn"]
    if "F." in body:
        lines.append("from torch.nn import functional as F")
    return "\n".join(lines)


def _constants(details: FileDetails) -> list[str]:
    lines = []
    if details.classes:
        lines += _tuple("CLASSES", [_quoted(name) for name in details.classes])
    if details.mean:
        lines += _tuple("MEAN", [repr(value) for value in details.mean])
        lines += _tuple("STD", [repr(value) for value in details.std])
    return ["\n".join(lines)] if lines else []


def _tuple(name: str, values: Sequence[str]) -> list[str]:
    comma = "," if len(values) == 1 else ""
    line = f"{name} = ({', '.join(values)}{comma})"
    if len(line) <= WIDTH:
        return [line]
    # Packed by hand: a name a line would make a long file of many classes.
    lines, current = [], ""
    for value in values:
        if current and len(f"    {current} {value},") > WIDTH:
            lines.append(current)
            current = ""
        current = f"{current} {value},".strip()
    return ["# fmt: off", f"{name} = (", *shifted([*lines, current]), ")", "# fmt: on"]


def _classifier(title: str, details: FileDetails) -> str:
    images = "Images of values from 0 to 1" if details.normalise else "Normalised images"
    scores = "probabilities" if details.softmax else "scores"
    buffers = [
        'self.register_buffer("mean", torch.tensor(MEAN).view(-1, 1, 1))',
        'self.register_buffer("std", torch.tensor(STD).view(-1, 1, 1))',
    ]
    steps = ["x = (x - self.mean) / self.std"] if details.normalise else []
    ending = "self.network(x).softmax(1)" if details.softmax else "self.network(x)"
    constructor = ["super().__init__()", "self.network = network", *(buffers if details.normalise else ())]
    lines = [
        "class Classifier(nn.Module):",
        *shifted([f'"""{images} to the {scores} of the classes."""', ""]),
        *shifted([f"def __init__(self, network: {title}) -> None:", *shifted(constructor), ""]),
        *shifted(["def forward(self, x: Tensor) -> Tensor:", *shifted([*steps, f"return {ending}"])]),
    ]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    # Bytes of a name that are not UTF-8 are written as Python writes them.
    return json.dumps(text, ensure_ascii=False).encode(errors="backslashreplace").decode()


def _plain(text: str) -> str:
    """Text that cannot end a docstring."""
    return " ".join(text.replace("\\", "/").replace('"', "'").split())
