from explorer.experiment.analysis import analyse
from explorer.figure.network_part import blocks_of
from explorer.ui.canvas.gestures.block_tooltip import block_tooltip, input_tooltip
from models.config import InputShape
from models.presets import PRESETS


def rows(name, part):
    return blocks_of(analyse(PRESETS[name]).summary, part)


def test_that_a_block_is_told_in_exact_numbers():
    text = block_tooltip(rows("resnet18", "stages.1")[:1], "projection")

    for fact in (
        "layer2.0",
        "basic block",
        "conv1: Conv2d 3×3, /2 → 128 × 28 × 28",
        "projection",
        "230,144",
        "179,830,784",
    ):
        assert fact in text


def test_that_a_run_of_blocks_is_told_as_a_product_with_the_range_of_its_field():
    text = block_tooltip(rows("resnet152", "stages.2")[1:], "identity")

    assert "layer3.1 … layer3.35" in text
    assert "35 × bottleneck block, all identical" in text
    assert "35 × 1,117,184 = 39,101,440" in text


def test_that_a_dense_layer_says_what_it_reads_and_adds():
    text = block_tooltip(rows("densenet121", "stages.0")[5:6], None)

    assert "all 224 previous channels" in text
    assert "32 channels" in text


def test_that_the_figure_has_its_own():
    assert "150,528" in input_tooltip(InputShape())
