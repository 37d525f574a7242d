"""Rules of the subject: what is legal, and what a person is told where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from random_configs import CONFIGS

from models.config import DenseStage, HeadConfig, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.field import ranges_of
from models.presets import PRESETS
from models.rules import MAX_STAGES, Issue
from models.spec import ConfigError, check, resolve
from tests.breadth import draw

SMALL_STEM = StemConfig(channels=16, kernel=3, stride=1, pool="none")


def network(*stages, **fields):
    fields = {"input": InputShape(height=16, width=16), "num_classes": 10, "stem": SMALL_STEM, **fields}
    return NetworkConfig(stages=stages, **fields)


ILLEGAL = {
    "negative width": (network(ResidualStage(width=-4)), "stages.0.width"),
    "no blocks": (network(ResidualStage(), ResidualStage(blocks=0)), "stages.1.blocks"),
    "no stages": (network(), "stages"),
    "too many stages": (network(*[ResidualStage()] * (MAX_STAGES + 1)), "stages"),
    "groups that do not divide": (network(ResidualStage(width=64, groups=3)), "stages.0.groups"),
    "groups that do not divide a bottleneck": (
        network(ResidualStage(block="bottleneck", width=64, groups=5)),
        "stages.0.groups",
    ),
    "groups that do not divide what enters": (network(ResidualStage(width=64, groups=32)), "stages.0.groups"),
    "width per group too small": (
        network(ResidualStage(block="bottleneck", width=8, width_per_group=4)),
        "stages.0.width_per_group",
    ),
    "multiplier too small": (network(ResidualStage(width=4, width_multiplier=0.1)), "stages.0.width_multiplier"),
    "identity over a change of width": (network(ResidualStage(width=32, shortcut="identity")), "stages.0.shortcut"),
    "identity over a stride": (network(ResidualStage(width=16, stride=2, shortcut="identity")), "stages.0.shortcut"),
    "zero padding that shrinks": (network(ResidualStage(width=8, shortcut="zero_pad")), "stages.0.shortcut"),
    "squeeze to nothing": (network(ResidualStage(width=8, squeeze_excitation=16)), "stages.0.squeeze_excitation"),
    "no growth": (network(DenseStage(growth_rate=0)), "stages.0.growth_rate"),
    "compression above one": (network(DenseStage(transition=1.5)), "stages.0.transition"),
    "compression of nothing": (network(DenseStage(transition=0.0)), "stages.0.transition"),
    "compression to nothing": (network(DenseStage(layers=1, growth_rate=1, transition=0.01)), "stages.0.transition"),
    "not a number": (network(DenseStage(dropout=float("nan"))), "stages.0.dropout"),
    "a map that shrinks below one pixel": (network(*[DenseStage(layers=1)] * 5), "stages.4.transition"),
    "a kernel larger than the image": (
        network(ResidualStage(), stem=StemConfig(kernel=2), input=InputShape(height=1, width=8)),
        "stem.kernel",
    ),
    "a deep stem of one channel": (network(ResidualStage(), stem=StemConfig(channels=1, convs=3)), "stem.channels"),
    "an empty image": (network(ResidualStage(), input=InputShape(height=0)), "input.height"),
    "no classes": (network(ResidualStage(), num_classes=0), "num_classes"),
    "certain dropout": (network(ResidualStage(), head=HeadConfig(dropout=1.0)), "head.dropout"),
    "certain death": (network(ResidualStage(), stochastic_depth=1.0), "stochastic_depth"),
    "more channels than can be held": (network(DenseStage(layers=2000, growth_rate=4096)), "stages.0.growth_rate"),
    "a width that bottlenecks make too large": (
        network(ResidualStage(width=60_000, block="bottleneck")),
        "stages.0.width",
    ),
}


@pytest.mark.parametrize("case", ILLEGAL)
def test_that_an_illegal_network_names_its_field(case):
    config, field = ILLEGAL[case]
    assert [issue.field for issue in check(config)] == [field]
    with pytest.raises(ConfigError) as error:
        resolve(config)
    assert error.value.issues == check(config)
    assert str(error.value).startswith(f"{field}: ")


def test_that_all_fields_out_of_range_are_named_at_once():
    config = network(ResidualStage(width=0, blocks=-1), DenseStage(growth_rate=0), num_classes=0)
    fields = {issue.field for issue in check(config)}
    assert fields == {"num_classes", "stages.0.blocks", "stages.0.width", "stages.1.growth_rate"}


def test_that_a_message_says_what_is_legal():
    assert check(network(ResidualStage(width=-4))) == (
        Issue("stages.0.width", "width must be at least 1 and at most 65,536, not -4"),
    )
    (issue,) = check(network(ResidualStage(width=64, groups=32)))
    assert issue.message == "32 groups do not divide 16 channels; use a divisor of 16"


@draw(50)
@given(config=CONFIGS, data=st.data())
def test_that_any_field_out_of_range_is_an_issue_of_that_field_and_never_an_exception(config, data):
    index = data.draw(st.integers(0, len(config.stages) - 1))
    stage = config.stages[index]
    field = data.draw(st.sampled_from(sorted(ranges_of(type(stage)))))
    legal = ranges_of(type(stage))[field]
    whole = type(stage).model_fields[field].annotation in (int, int | None)
    below = data.draw(st.integers(-(10**12), int(legal.start) - 1))
    above = data.draw(st.integers(int(legal.end) + 1, 10**12))
    bad = data.draw(st.sampled_from([below, above]))
    changed = stage.model_copy(update={field: bad if whole else float(bad)})
    stages = (*config.stages[:index], changed, *config.stages[index + 1 :])
    broken = config.model_copy(update={"stages": stages})
    assert f"stages.{index}.{field}" in [issue.field for issue in check(broken)]
    with pytest.raises(ConfigError):
        resolve(broken)


@draw(50)
@given(config=CONFIGS)
def test_that_check_and_resolve_agree_on_any_config(config):
    issues = check(config)
    if issues:
        with pytest.raises(ConfigError):
            resolve(config)
        assert all(issue.message and issue.field for issue in issues)
    else:
        assert resolve(config).config == config


def test_that_types_and_names_are_checked_when_a_config_is_made():
    with pytest.raises(ValidationError):
        ResidualStage(width="64")
    with pytest.raises(ValidationError):
        ResidualStage(widht=64)
    with pytest.raises(ValidationError):
        PRESETS["resnet18"].num_classes = 3


def test_that_equal_blocks_are_one_object():
    spec = resolve(PRESETS["resnet50"])
    assert [len({id(unit) for unit in stage.units}) for stage in spec.stages] == [2, 2, 2, 2]


def test_that_a_preactivation_net_ends_with_norm_and_relu():
    spec = resolve(network(ResidualStage(width=16, order="full_preact")))
    assert [layer.type for layer in spec.head.layers] == ["BatchNorm2d", "ReLU", "AdaptiveAvgPool2d", "Linear"]


def test_that_the_activation_owed_between_stages_is_paid_once():
    preact = ResidualStage(width=16, order="full_preact")
    spec = resolve(network(preact, preact, ResidualStage(width=16), DenseStage(transition=None)))
    assert [[unit.kind for unit in stage.units][-1] for stage in spec.stages] == [
        "basic",
        "norm",
        "basic",
        "dense_layer",
    ]


@pytest.mark.parametrize(
    ("shortcut", "order", "kinds"),
    [
        ("none", "original", ["none", "none"]),
        ("zero_pad", "original", ["zero_pad", "identity"]),
        ("projection", "original", ["projection", "identity"]),
        ("projection_all", "original", ["projection", "projection"]),
        ("conv", "original", ["conv", "identity"]),
        ("conv", "full_preact", ["projection", "identity"]),
    ],
)
def test_that_a_block_knows_the_kind_of_its_shortcut(shortcut, order, kinds):
    units = resolve(network(ResidualStage(blocks=2, width=32, shortcut=shortcut, order=order))).stages[0].units
    assert [unit.shortcut_kind for unit in units if unit.kind == "basic"] == kinds


def test_that_a_preactivation_is_shared_with_a_projection():
    stage = ResidualStage(blocks=2, width=32, order="full_preact")
    first, second = resolve(network(stage)).stages[0].units
    assert [layer.name for layer in first.before] == ["bn1", "relu1"]
    assert [layer.type for layer in first.shortcut] == ["Conv2d"]
    assert second.before == ()


def test_that_the_first_block_after_a_bare_stem_shares_its_preactivation():
    bare = SMALL_STEM.model_copy(update={"norm": False})
    first, second = resolve(network(ResidualStage(width=16, order="full_preact"), stem=bare)).stages[0].units
    assert [layer.name for layer in first.before] == ["bn1", "relu1"]
    assert (first.shortcut, second.before) == ((), ())


def test_that_a_bare_entry_convolution_gets_an_activated_map():
    stages = [ResidualStage(width=16, order="full_preact", entry=entry) for entry in ("block", "conv")]
    assert [unit.kind for unit in resolve(network(*stages)).stages[0].units] == ["basic", "basic", "norm"]


def test_that_a_transition_keeps_whole_channels_rounded_down():
    stage = DenseStage(layers=1, growth_rate=9, transition=0.3)
    assert resolve(network(stage)).stages[0].output == (7, 8, 8)


def test_that_stochastic_depth_grows_linearly_over_the_residual_blocks():
    config = network(
        ResidualStage(width=16), DenseStage(transition=None), ResidualStage(width=16), stochastic_depth=0.4
    )
    rates = [unit.drop[0].rate for stage in resolve(config).stages for unit in stage.units if unit.drop]
    assert rates == pytest.approx([0.1, 0.2, 0.3, 0.4])


def test_that_a_plain_net_has_the_parameters_of_shortcut_a():
    def params(shortcut):
        stages = (ResidualStage(width=16, shortcut=shortcut), ResidualStage(width=32, stride=2, shortcut=shortcut))
        return sum(unit.params for stage in resolve(network(*stages)).stages for unit in stage.units)

    assert params("none") == params("zero_pad")
