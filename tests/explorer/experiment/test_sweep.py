"""Sweeps over one or two fields."""

import pytest

from explorer.experiment.sweep import Axis, SweepError, sweep, sweep_csv
from models.presets import PRESETS
from models.spec import resolve
from models.summary import summarize

NETWORK = PRESETS["digits_mixed"]


def test_that_every_combination_is_counted_as_the_summary_counts_it():
    rows = list(sweep(NETWORK, (Axis("stages.0.blocks", (1, 2)), Axis("stages.1.growth_rate", (4, 8, 12)))))
    assert [row.values for row in rows] == [(1, 4), (1, 8), (1, 12), (2, 4), (2, 8), (2, 12)]
    for row in rows:
        summary = summarize(resolve(row.config))
        expected = (summary.params, summary.macs, summary.saved_bytes, summary.receptive_field)
        assert (row.params, row.macs, row.saved_bytes, row.receptive_field) == expected


def test_that_a_star_means_every_stage_that_has_the_field():
    (row,) = sweep(NETWORK, (Axis("stages.*.blocks", (3,)),))
    assert [stage.blocks for stage in row.config.stages if stage.kind == "residual"] == [3, 3]


def test_that_an_illegal_combination_is_a_row_with_its_issue():
    rows = list(sweep(NETWORK, (Axis("stages.0.groups", (1, 3, 4)),)))
    assert [row.issue.field if row.issue else None for row in rows] == [None, "stages.0.groups", None]
    assert rows[1].params is None


@pytest.mark.parametrize(
    ("axes", "message"),
    [
        ((Axis("stages.0.widht", (1,)),), "no field stages.0.widht"),
        ((Axis("stages.9.width", (1,)),), "no field stages.9.width"),
        ((Axis("stages.*.nothing", (1,)),), "the network has no field"),
        ((Axis("stages.0.width", ()),), "has no value"),
        ((Axis("stages.0.width", ("wide",)),), "'wide' is not a value"),
        ((Axis("stages.0.width", tuple(range(400))),) * 2, "too many"),
    ],
)
def test_that_a_sweep_that_cannot_be_made_says_why(axes, message):
    with pytest.raises(SweepError, match=message):
        list(sweep(NETWORK, axes))


def test_that_every_combination_is_a_line_with_exact_numbers_or_the_reason():
    axes = (Axis("stages.0.groups", (1, 3)),)
    rows = list(sweep(PRESETS["resnet18"], axes))
    header, legal, illegal, *rest = sweep_csv(axes, rows).splitlines()
    assert header == "stages.0.groups,params,macs,saved_bytes,receptive_field,issue"
    assert legal == f"1,11689512,1814073344,{rows[0].saved_bytes},435,"
    assert illegal.startswith("3,,,,,") and "do not divide" in illegal
    assert rest == []
