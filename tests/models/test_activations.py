"""Every activation in every order and family: the closed form and the Python file against torch itself."""

from itertools import pairwise, product

import pytest
import torch
from source.test_python_file import assert_same_network
from test_counts import saved_bytes

from models.build import build_model
from models.config import DenseStage, InitConfig, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.source.python_file import FileDetails, python_file
from models.spec import resolve
from models.summary import summarize
from models.units.layer import ACTIVATIONS
from models.verify import verify

KINDS = [each.function for each in ACTIVATIONS]
ORDERS = ["original", "bn_after_add", "relu_before_add", "relu_only_preact", "full_preact"]
FAMILIES = {
    **{
        order: (
            ResidualStage(blocks=2, width=8, order=order, dropout=0.1 * (order == "full_preact")),
            ResidualStage(blocks=1, width=4, order=order, block="bottleneck", stride=2, squeeze_excitation=4),
        )
        for order in ORDERS
    },
    **{
        f"dense {order}": (
            DenseStage(layers=2, growth_rate=4, order=order),
            DenseStage(layers=2, growth_rate=4, order=order, bottleneck=None, transition=None),
        )
        for order in ("pre", "post")
    },
    "mixed": (
        ResidualStage(blocks=1, width=8, order="relu_only_preact"),
        DenseStage(layers=2, growth_rate=4, order="post", transition=None),
        ResidualStage(blocks=1, width=8, order="full_preact"),
        ResidualStage(blocks=1, width=8),
        DenseStage(layers=2, growth_rate=4, transition=None),
    ),
}


def network(*stages, **changes) -> NetworkConfig:
    image, stem = InputShape(channels=1, height=8, width=8), StemConfig(channels=8, kernel=3, stride=1)
    return NetworkConfig(**{"input": image, "num_classes": 3, "stem": stem, "stages": stages} | changes)


def types(layers) -> list[str]:
    return [layer.type for layer in layers if layer.type.is_activation]


@pytest.mark.parametrize(("kind", "family"), list(product(KINDS, FAMILIES)))
def test_that_a_network_of_any_activation_is_what_torch_makes_of_it(kind, family):
    config = network(*FAMILIES[family], activation=kind)
    spec = resolve(config)
    assert verify(spec).differences == ()
    torch.manual_seed(0)
    model = build_model(spec)
    saved, output = saved_bytes(model, torch.randn(2, *spec.input))
    assert saved == summarize(spec).saved_bytes_of(2)
    output.sum().backward()
    assert all(parameter.grad is not None for parameter in model.parameters())
    assert_same_network(config, python_file(spec, FileDetails(title="a network")))


@pytest.mark.parametrize("stages", FAMILIES.values(), ids=FAMILIES)
def test_that_the_activation_changes_no_tensor_of_the_weights(stages):
    with torch.device("meta"):
        shapes = [
            {
                key: value.shape
                for key, value in build_model(resolve(network(*stages, activation=kind))).state_dict().items()
            }
            for kind in KINDS
        ]
    assert all(one == other for one, other in pairwise(shapes))


def test_that_a_stage_has_its_own_activation_and_completes_what_it_owes_with_it():
    spec = resolve(
        network(
            ResidualStage(order="full_preact", blocks=1, width=8, activation="gelu", squeeze_excitation=4),
            ResidualStage(blocks=1, width=8),
            DenseStage(layers=1, activation="hardswish"),
            activation="silu",
        )
    )
    block, owed = spec.stages[0].units
    assert types(spec.stem.layers) == ["SiLU"]
    assert types(block.before + block.branch) == types(owed.layers) * 2 == ["GELU", "GELU"]
    assert types(block.gate) == ["ReLU"]
    assert set(types(spec.stages[1].units[0].layers)) == {"SiLU"}
    assert {kind for unit in spec.stages[2].units for kind in types(unit.layers)} == {"Hardswish"}
    assert types(spec.head.layers) == ["Hardswish"]
    assert [layer.name for layer in owed.layers] == ["norm", "gelu"]
    assert verify(spec).agrees


@pytest.mark.parametrize("kind", KINDS)
def test_that_a_checkpointed_layer_counts_on_an_output_only_where_it_is_saved(kind):
    """Behind a convolution, batch norm and activation: only ReLU's and LeakyReLU's output is saved by themselves."""
    stage = DenseStage(layers=3, growth_rate=4, order="post", checkpoint=True, transition=None)
    rows = [row for row in summarize(resolve(network(stage, activation=kind))).blocks if row.kind == "dense_layer"]
    fresh = [row.unit.checkpointed for row in rows]
    assert fresh == [8, 0, 0] if kind in ("relu", "leaky_relu") else fresh == [8, 4, 4]


@pytest.mark.parametrize("scheme", ["kaiming_fan_out", "kaiming_fan_in"])
def test_that_kaimings_weights_have_the_gain_of_relu_or_of_leaky_relu(scheme):
    spread = {}
    for kind in KINDS:
        spec = resolve(network(ResidualStage(width=64), activation=kind, init=InitConfig(scheme=scheme)))
        torch.manual_seed(0)
        spread[kind] = build_model(spec).layer1[0].conv1.weight.std().item()
        space: dict = {}
        exec(python_file(spec, FileDetails(title="a network")), space)
        torch.manual_seed(0)
        assert space["ResNet"]().layer1[0].conv1.weight.std().item() == pytest.approx(spread[kind], rel=0.05)
    leaky = spread.pop("leaky_relu")
    assert set(spread.values()) == {spread["relu"]}
    assert leaky == pytest.approx(spread["relu"] / (1 + 0.01**2) ** 0.5, rel=1e-6)
