"""Worked examples: experiments on the embedded digits that show one thing each, and train in less than a minute."""

from dataclasses import dataclass

from explorer.experiment.experiment import Experiment
from models.config import NetworkConfig
from models.families import DIGITS, cifar_preact_resnet, cifar_resnet
from models.presets import PRESETS


@dataclass(frozen=True)
class Example:
    """An experiment to look at and train."""

    title: str
    note: str
    """One sentence: what it shows, with the paper."""
    experiment: Experiment


def _on_digits(network: NetworkConfig) -> NetworkConfig:
    """The network for the digits' small grey images: the last stage would see single pixels with two halvings."""
    return network.model_copy(update={"input": DIGITS})


def _plain(network: NetworkConfig) -> NetworkConfig:
    stages = tuple(stage.model_copy(update={"shortcut": "none"}) for stage in network.stages)
    return network.model_copy(update={"stages": stages})


_DEEP = _on_digits(cifar_resnet(56))

EXAMPLES = (
    Example(
        "A plain network of 56 layers",
        "Without shortcuts so deep a network trains badly; look at its training loss (He et al. 2015, figure 1).",
        Experiment(name="example_plain56", network=_plain(_DEEP)),
    ),
    Example(
        "The same with shortcuts: ResNet-56",
        "Not one parameter more, and it trains: show both runs together (He et al. 2015, figure 6).",
        Experiment(name="example_resnet56", network=_DEEP),
    ),
    Example(
        "Full pre-activation",
        "Batch norm and ReLU before every convolution leave the shortcuts clean (He et al. 2016, figure 4).",
        Experiment(name="example_preact56", network=_on_digits(cifar_preact_resnet(56))),
    ),
    Example(
        "DenseNet: every layer sees all earlier ones",
        "Few channels a layer, because none has to be learnt twice (Huang et al. 2017, figure 1).",
        Experiment(name="example_densenet", network=PRESETS["digits_densenet"]),
    ),
    Example(
        "Residual and dense stages in one network",
        "Addition keeps the number of channels, concatenation increases it: compare both in the chart of channels.",
        Experiment(name="example_mixed", network=PRESETS["digits_mixed"]),
    ),
)
