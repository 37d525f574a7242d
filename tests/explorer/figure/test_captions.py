import pytest

from explorer.figure.captions import block_lines, chain_lines, owed_line, stage_notes, stage_title
from models.config import DenseStage, NetworkConfig, ResidualStage, StemConfig
from models.presets import PRESETS
from models.spec import resolve


def test_that_a_bottleneck_is_written_as_in_the_papers_table():
    units = resolve(PRESETS["resnet50"]).stages[1].units

    assert block_lines(units[0]) == ("1×1, 128", "3×3, 128 /2", "1×1, 512")
    assert block_lines(units[1]) == ("1×1, 128", "3×3, 128", "1×1, 512")


def test_that_stem_and_head_are_written_layer_by_layer():
    spec = resolve(PRESETS["densenet121"])

    assert chain_lines(spec.stem.layers, str) == ("7×7, 64 /2", "max-pool /2")
    assert owed_line(spec.head.layers, str) + chain_lines(spec.head.layers, str) == (
        "BN-ReLU",
        "average pool",
        "linear, 1000",
    )


def test_that_equal_convolutions_of_a_deep_stem_share_a_line():
    stem = resolve(NetworkConfig(stem=StemConfig(convs=4, kernel=3), stages=(ResidualStage(),))).stem

    assert chain_lines(stem.layers, str) == ("3×3, 32 /2", "3×3, 32  × 2", "3×3, 64", "max-pool /2")


@pytest.mark.parametrize(
    ("stage", "title"),
    [
        (ResidualStage(), "Stage 2 · residual"),
        (ResidualStage(shortcut="none"), "Stage 2 · plain"),
        (DenseStage(), "Stage 2 · dense"),
    ],
)
def test_that_a_title_says_number_and_kind(stage, title):
    assert stage_title(1, stage, str) == title


def test_that_notes_say_what_the_drawing_can_not_show():
    stage = ResidualStage(order="full_preact", groups=32, dropout=0.3, activation="relu")

    assert stage_notes(stage, 0.5, str) == ("BN-ReLU first", "3×3 in 32 groups", "dropout 0.3", "skipped up to 0.5")
    assert stage_notes(ResidualStage(activation="relu"), 0.0, str) == ()
    assert stage_notes(DenseStage(order="post", checkpoint=True, activation="relu"), 0.0, str) == (
        "BN-ReLU last",
        "recomputed",
    )


@pytest.mark.parametrize(
    ("order", "note"),
    [
        ("original", "SiLU"),
        ("relu_before_add", "SiLU before +"),
        ("relu_only_preact", "SiLU first"),
        ("full_preact", "BN-SiLU first"),
    ],
)
def test_that_a_stage_names_its_activation_where_it_is_not_relu(order, note):
    spec = resolve(NetworkConfig(activation="silu", stages=(ResidualStage(order=order),)))

    assert stage_notes(spec.stages[0].config, 0.0, str) == (note,)
    owed = {"relu_only_preact": ("SiLU",), "full_preact": ("BN-SiLU",)}
    assert owed_line(spec.head.layers, str) == owed.get(order, ())
