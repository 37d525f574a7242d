from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from random_configs import LEGAL_CONFIGS

from explorer.experiment.analysis import analyse
from explorer.ui.diagram.figure import Area, Curve, Label, Pill, Stroke
from explorer.ui.diagram.network_layout import GAP
from models.config import DenseStage, NetworkConfig, ResidualStage
from models.presets import PRESETS


def labels(marks):
    return [mark.text for mark in marks if isinstance(mark, Label)]


def pills(part):
    return [(mark.text, mark.hollow) for mark in part.body if isinstance(mark, Pill)]


def with_shortcut(shortcut, **stage):
    first = ResidualStage(width=16)
    return NetworkConfig(stages=(first, ResidualStage(width=32, stride=2, shortcut=shortcut, **stage)))


@pytest.mark.parametrize("name", PRESETS)
def test_that_every_part_has_a_band_and_bands_stand_side_by_side(figure_of, name):
    figure = figure_of(name)

    names = [part.name for part in figure.parts]
    assert names == ["input", "stem", *(f"stages.{i}" for i in range(len(PRESETS[name].stages))), "head"]
    ends = [left + part.width for left, part in zip(figure.lefts, figure.parts, strict=True)]
    assert figure.lefts[1:] == pytest.approx([end + GAP for end in ends[:-1]])
    assert figure.width == ends[-1]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("resnet18", [[2], [1, 1], [1, 1], [1, 1]]),
        ("resnet152", [[1, 2], [1, 7], [1, 35], [1, 2]]),
        ("densenet121", [[6, 1], [12, 1], [24, 1], [16]]),
        ("digits_mixed", [[2], [4, 1], [1]]),
        ("tutorial_resnet18_conv_downsample", [[2], [1, 2], [1, 2], [1, 2]]),
    ],
)
def test_that_blocks_fold_as_the_network_repeats(figure_of, name, counts):
    stages = figure_of(name).parts[2:-1]

    assert [[block.count for block in part.blocks] for part in stages] == counts


def test_that_a_fold_says_how_often_it_repeats_and_a_shape_stands_once_under_its_blocks(figure_of):
    stage = figure_of("resnet152").parts[4]

    assert labels(stage.captions) == [
        "1×1, 256",
        "3×3, 256 /2",
        "1×1, 1024",
        "1×1, 256",
        "3×3, 256",
        "1×1, 1024",
        "× 35",
    ]
    assert labels(stage.shapes) == ["1024 × 14 × 14"]


def test_that_a_dense_stage_says_what_each_layer_adds_and_what_the_transition_keeps(figure_of):
    stage = figure_of("densenet121").parts[2]

    assert labels(stage.captions) == ["1×1, 128", "3×3, 32", "+32 each", "× 6", "256 → 128", "½ size"]
    assert labels(stage.shapes) == ["256 × 56 × 56", "128 × 28 × 28"]


def test_that_the_head_says_its_classes_and_the_input_its_shape(figure_of):
    figure = figure_of("digits_resnet")

    assert labels(figure.parts[-1].shapes) == ["10 classes"]
    assert labels(figure.parts[0].shapes) == ["1 × 8 × 8"]


@pytest.mark.parametrize(
    ("shortcut", "marked"),
    [("zero_pad", []), ("projection", [("1×1", False)]), ("conv", [("bare 1×1", True)]), ("none", [])],
)
def test_that_the_shortcut_of_a_block_is_drawn_as_it_is_in_the_spec(figure_of, shortcut, marked):
    part = figure_of(with_shortcut(shortcut)).parts[3]

    kinds = [shortcut, "none" if shortcut == "none" else "identity"]
    assert [block.shortcut for block in part.blocks] == kinds
    assert pills(part) == marked
    dashed = [mark for mark in part.body if isinstance(mark, Stroke) and mark.dashed]
    assert len(dashed) == (shortcut == "zero_pad")


def test_that_a_projection_in_every_block_is_marked_in_every_block(figure_of):
    assert pills(figure_of(with_shortcut("projection_all")).parts[3]) == [("1×1", False)] * 2


def test_that_a_pooled_projection_says_so(figure_of):
    assert pills(figure_of(with_shortcut("projection", downsample="avg_pool")).parts[3]) == [("pool, 1×1", False)]


@pytest.mark.parametrize(("order", "kind"), [("full_preact", "projection"), ("relu_only_preact", "conv")])
def test_that_a_convolution_without_norm_is_bare_unless_its_input_is_normalised(figure_of, order, kind):
    part = figure_of(with_shortcut("conv", order=order)).parts[3]

    assert part.blocks[0].shortcut == kind


def test_that_squeeze_and_excitation_is_marked(figure_of):
    assert ("SE", True) in pills(figure_of(with_shortcut("projection", squeeze_excitation=4)).parts[3])


def test_that_few_dense_layers_are_connected_each_with_all_later_ones(figure_of):
    part = figure_of("digits_mixed").parts[3]

    # Four layers read what enters; layer i is read by all later ones.
    assert sum(isinstance(mark, Curve) for mark in part.body) == 4 + 3 + 2 + 1


def test_that_bands_widen_to_the_right_and_end_at_the_height_of_the_map(figure_of):
    part = figure_of(NetworkConfig(stages=(DenseStage(layers=24, transition=None),))).parts[2]

    outline = [mark for mark in part.body if isinstance(mark, Area)][-1].points
    heights = {x: max(y for at, y in outline if at == x) - min(y for at, y in outline if at == x) for x, _ in outline}
    xs = sorted(heights)
    assert heights[xs[0]] < heights[xs[-1]]
    assert heights[xs[0]] / heights[xs[-1]] == pytest.approx(64 / (64 + 24 * 32))


def test_that_a_hovered_dense_layer_is_found_by_its_place(figure_of):
    block = figure_of("densenet121").parts[4].blocks[0]

    left, right = block.body
    assert block.unit_at(left - 50) == 0
    assert block.unit_at((left + right) / 2) == 12
    assert block.unit_at(right + 50) == 23


def test_that_long_networks_are_drawn_about_as_long_as_short_ones(figure_of):
    assert figure_of("resnet152").width < 1.1 * figure_of("resnet50").width
    assert figure_of("densenet201").width < 1.1 * figure_of("densenet121").width


def test_that_parts_that_did_not_change_keep_their_figures(layout):
    config = PRESETS["resnet18"]
    wider = config.stages[2].model_copy(update={"width": 260})
    edited = config.model_copy(update={"stages": (*config.stages[:2], wider, config.stages[3])})

    before, after = (layout.figure(analyse(net).summary) for net in (config, edited))

    kept = [old is new for old, new in zip(before.parts, after.parts, strict=True)]
    assert kept == [True, True, True, True, False, False, True]


def texts_overlap(marks):
    """Whether two texts of one line, each six pixels a letter, run into each other."""
    spans = sorted(
        (mark.y, mark.x - 3 * len(mark.text) * (mark.align + 1), mark.x + 3 * len(mark.text) * (1 - mark.align))
        for mark in marks
        if isinstance(mark, Label) and mark.style == "caption"
    )
    return any(above[0] == below[0] and above[2] > below[1] + 1e-6 for above, below in pairwise(spans))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(config=LEGAL_CONFIGS)
def test_that_every_legal_network_has_a_figure_with_all_its_stages_and_no_text_upon_another(layout, config):
    figure = layout.figure(analyse(config).summary)

    stages = figure.parts[2:-1]
    assert len(stages) == len(config.stages)
    for part in figure.parts:
        assert not texts_overlap(part.captions)
        assert all(part.blocks[0].left <= block.left < block.right <= part.width for block in part.blocks)
    for part, stage in zip(stages, analyse(config).summary.spec.stages, strict=True):
        assert sum(block.count for block in part.blocks) == len(stage.units)
