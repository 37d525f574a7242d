from itertools import pairwise

import pytest
from hypothesis import given
from random_configs import LEGAL_CONFIGS

from explorer.experiment.analysis import analyse
from explorer.figure.figure import FOLD, Area, Label, Stroke
from explorer.figure.network_layout import GAP
from models.config import DenseStage, NetworkConfig, ResidualStage
from models.presets import PRESETS
from tests.breadth import draw


def labels(marks):
    return [mark.text for mark in marks if isinstance(mark, Label)]


def pills(part):
    marks = [mark for mark in part.body if isinstance(mark, Label) and mark.style == "mark"]
    return [(mark.text, mark.color != "text_on_accent") for mark in marks]


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


def bands_of(part):
    """The bands of a dense stack, from the bottom: (left, right, lower edge, upper edge)."""
    return sorted(
        (min(x for x, _ in area.points), max(x for x, _ in area.points), *span(area))
        for area in part.body
        if isinstance(area, Area) and area.color == "dense" and flat(area)
    )


def span(area):
    ys = [y for _, y in area.points]
    return max(ys), min(ys)


def flat(area):
    """Whether it ends as upright as it began: neither bent nor squeezed."""
    right = max(x for x, _ in area.points)
    ends = [y for x, y in area.points if x == right]
    return max(ends) - min(ends) == pytest.approx(span(area)[0] - span(area)[1])


def test_that_every_dense_layer_makes_a_band_that_lies_on_all_earlier_ones_and_runs_to_the_end(figure_of):
    part = figure_of(NetworkConfig(stages=(DenseStage(layers=24, growth_rate=12, transition=None),))).parts[2]

    bands = bands_of(part)
    assert len(bands) == 24
    for below, above in pairwise(bands):
        assert above[0] > below[0]
        assert above[1] == below[1]
        # Painted under the one below it, so that nothing shines through between them.
        assert above[2] > below[3] > above[3]
    heights = [below[3] - above[3] for below, above in pairwise(bands)]
    assert heights == pytest.approx([heights[0]] * 23)


def test_that_a_stack_ends_as_tall_as_its_map_with_what_entered_at_the_bottom(figure_of):
    config = NetworkConfig(stages=(DenseStage(layers=24, transition=None),))
    bands = bands_of(figure_of(config).parts[2])
    tops = figure_of(config).parts[2].blocks[0].tops

    height = tops[0] - tops[-1]
    assert (bands[0][2], bands[-1][3]) == (pytest.approx(-tops[-1]), pytest.approx(tops[-1]))
    assert height / (-2 * tops[-1]) == pytest.approx(24 * 32 / (64 + 24 * 32))


def test_that_a_transition_squeezes_every_band(figure_of):
    part = figure_of("densenet121").parts[2]
    squeezed = [mark.points for mark in part.body if isinstance(mark, Area) and len(mark.points) == 6]

    # The channels that entered and those of six layers.
    assert len(squeezed) == 1 + 6
    for upper_left, _, upper_right, lower_right, _, lower_left in squeezed:
        assert lower_right[1] - upper_right[1] < 0.6 * (lower_left[1] - upper_left[1])


def test_that_an_unfolded_stack_says_how_many_channels_there_are_after_every_layer(layout):
    config = NetworkConfig(stages=(DenseStage(layers=100, growth_rate=12, transition=None),))
    part = layout.figure(analyse(config).summary, unfolded=frozenset({0})).parts[2]

    totals = [mark.text for mark in part.body if isinstance(mark, Label) and mark.color == "text"]
    assert totals == [str(64 + 12 * i) for i in range(1, 101)]
    assert min(lower - upper for _, _, lower, upper in bands_of(part)) >= 4 - 1e-9


def test_that_an_unfolded_stage_draws_every_block_for_itself(layout):
    summary = analyse(PRESETS["resnet152"]).summary
    folded, unfolded = (layout.figure(summary, unfolded=places).parts[4] for places in (frozenset(), frozenset({2})))

    assert not folded.runs and not folded.is_unfolded
    (run,) = unfolded.runs
    assert (run.first, run.count) == (1, 35) and unfolded.is_unfolded
    block = unfolded.blocks[1]
    assert [block.unit_at(run.left + (i + 0.5) * run.pitch) for i in range(35)] == list(range(1, 36))
    assert folded.blocks[1].unit_at(folded.blocks[1].left + 1) is None


def test_that_long_parts_say_again_and_again_what_they_are(layout):
    part = layout.figure(analyse(PRESETS["resnet1202_cifar"]).summary, unfolded=frozenset({0})).parts[2]

    titles = [mark.x for mark in part.header if isinstance(mark, Label) and mark.text == part.title]
    assert len(titles) == len([spot for spot in part.spots if spot.name == "stages.0.blocks"]) > 10
    assert max(after - before for before, after in pairwise(titles)) < 700


def test_that_every_number_in_a_header_knows_its_field(figure_of):
    figure = figure_of("digits_mixed")

    fields = [spot.name for part in figure.parts for spot in part.spots if spot.row == "header" and spot.name != FOLD]
    assert fields == [
        "stem.channels",
        "stages.0.blocks",
        "stages.0.width",
        "stages.1.layers",
        "stages.1.growth_rate",
        "stages.2.blocks",
        "stages.2.width",
        "num_classes",
    ]


def test_that_a_hovered_dense_layer_is_found_by_its_place(figure_of):
    block = figure_of("densenet121").parts[4].blocks[0]

    assert block.unit_at(block.left - 50) == 0
    assert block.unit_at(block.start + 12.5 * block.pitch) == 12
    assert block.unit_at(block.right + 50) == 23


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


@draw(15)
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
