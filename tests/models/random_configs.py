"""Hypothesis strategies for network configs over the whole grammar."""

from hypothesis import strategies as st

from models.config import DenseStage, HeadConfig, InitConfig, InputShape, NetworkConfig, ResidualStage, StemConfig
from models.spec import check
from models.units.layer import ACTIVATIONS

RATES = st.sampled_from([0.0, 0.0, 0.1, 0.5])
ACTIVATION_NAMES = [each.function for each in ACTIVATIONS]

STEMS = st.builds(
    StemConfig,
    channels=st.sampled_from([4, 8, 12, 16]),
    kernel=st.sampled_from([1, 2, 3, 4, 5, 7]),
    stride=st.integers(1, 3),
    convs=st.integers(1, 3),
    norm=st.booleans(),
    pool=st.sampled_from(["max", "none"]),
    bias=st.booleans(),
)

RESIDUAL_STAGES = st.builds(
    ResidualStage,
    blocks=st.integers(1, 3),
    width=st.sampled_from([4, 8, 12, 16]),
    width_multiplier=st.sampled_from([0.5, 1.0, 1.0, 2.0]),
    stride=st.integers(1, 3),
    block=st.sampled_from(["basic", "bottleneck"]),
    shortcut=st.sampled_from(["identity", "zero_pad", "projection", "projection_all", "conv", "none"]),
    downsample=st.sampled_from(["conv", "avg_pool"]),
    entry=st.sampled_from(["block", "conv"]),
    order=st.sampled_from(["original", "bn_after_add", "relu_before_add", "relu_only_preact", "full_preact"]),
    stride_on=st.sampled_from(["1x1", "3x3"]),
    groups=st.sampled_from([1, 1, 2, 4]),
    width_per_group=st.sampled_from([None, None, 16, 64]),
    bias=st.booleans(),
    dropout=RATES,
    squeeze_excitation=st.sampled_from([None, None, 2, 4]),
    activation=st.sampled_from([None, *ACTIVATION_NAMES]),
)

DENSE_STAGES = st.builds(
    DenseStage,
    layers=st.integers(1, 4),
    growth_rate=st.sampled_from([2, 4, 6]),
    bottleneck=st.sampled_from([None, 1, 4]),
    dropout=RATES,
    transition=st.sampled_from([None, 0.3, 0.5, 1.0]),
    order=st.sampled_from(["pre", "post"]),
    bias=st.booleans(),
    checkpoint=st.booleans(),
    activation=st.sampled_from([None, *ACTIVATION_NAMES]),
)

CONFIGS = st.builds(
    NetworkConfig,
    input=st.builds(InputShape, channels=st.sampled_from([1, 3]), height=st.integers(9, 24), width=st.integers(9, 24)),
    num_classes=st.integers(1, 7),
    stem=STEMS,
    stages=st.lists(st.one_of(RESIDUAL_STAGES, DENSE_STAGES), min_size=1, max_size=4).map(tuple),
    head=st.builds(HeadConfig, dropout=RATES),
    init=st.builds(
        InitConfig,
        scheme=st.sampled_from(["kaiming_fan_out", "kaiming_fan_in", "xavier", "pytorch"]),
        zero_init_residual=st.booleans(),
    ),
    stochastic_depth=RATES,
    activation=st.sampled_from(ACTIVATION_NAMES),
)

LEGAL_CONFIGS = CONFIGS.filter(lambda config: not check(config))
