import pytest

from explorer.experiment.analysis import analyse
from explorer.ui.build_page.growth.growth_series import growth_series, quantities
from models.presets import PRESETS

QUANTITIES = {quantity.name: quantity for quantity in quantities()}


def series_of(preset, quantity="channels"):
    return growth_series(analyse(PRESETS[preset]).summary, QUANTITIES[quantity])


@pytest.mark.parametrize("preset", PRESETS)
def test_that_channels_are_those_of_the_spec(preset):
    spec = analyse(PRESETS[preset]).summary.spec
    units = [spec.stem, *(unit for stage in spec.stages for unit in stage.units)]

    assert series_of(preset).values == tuple(unit.output[0] for unit in units)


def test_that_dense_layers_climb_by_k_and_transitions_drop():
    assert series_of("densenet121").values[:9] == (64, 96, 128, 160, 192, 224, 256, 128, 160)


@pytest.mark.parametrize(("quantity", "total"), [("params", "params"), ("macs", "macs")])
def test_that_costs_of_all_blocks_are_the_costs_of_the_network(quantity, total):
    summary = analyse(PRESETS["resnet50"]).summary

    assert sum(series_of("resnet50", quantity).values) == getattr(summary, total)


def test_that_kept_bytes_are_in_mebibytes():
    summary = analyse(PRESETS["resnet50"]).summary

    assert sum(series_of("resnet50", "kept").values) == pytest.approx(summary.saved_bytes / 2**20)


def test_that_every_block_has_the_colour_of_its_kind():
    residual, dense = ["residual"] * 2, ["dense"] * 4

    assert list(series_of("digits_mixed").colors) == ["stem", *residual, *dense, "stem", "residual"]


def test_that_stages_have_their_extent_and_the_size_of_their_map():
    series = series_of("densenet121")

    assert [span.size for span in series.spans] == ["56 × 56", "28 × 28", "14 × 14", "7 × 7"]
    assert series.extent("stages.0") == (1, 8)
    assert series.extent("stem") == (0, 1)
    assert series.extent("head") is None


def test_that_ticks_are_plain_numbers():
    assert QUANTITIES["channels"].tick(1024, 0) == "1,024"
    assert QUANTITIES["params"].tick(2_500_000, 0) == "2.5 M"
    assert QUANTITIES["kept"].tick(0.25, 0) == "0.25"


def test_that_every_quantity_is_written_exactly():
    block = analyse(PRESETS["resnet50"]).summary.blocks[2]
    assert [quantity.write(block) for quantity in QUANTITIES.values()] == [
        "256 channels",
        "56 px high",
        "70,400 parameters",
        "218,365,952 MACs",
        f"{block.saved_bytes / 2**20:.2f} MiB activation memory",
        "27 px receptive field, 11 px by shortcuts only",
    ]
