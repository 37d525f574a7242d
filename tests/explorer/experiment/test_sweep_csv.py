from explorer.experiment.sweep import Axis, sweep
from explorer.experiment.sweep_csv import sweep_csv
from models.presets import PRESETS


def test_that_every_combination_is_a_line_with_exact_numbers_or_the_reason():
    axes = (Axis("stages.0.groups", (1, 3)),)
    rows = list(sweep(PRESETS["resnet18"], axes))
    header, legal, illegal, *rest = sweep_csv(axes, rows).splitlines()
    assert header == "stages.0.groups,params,macs,saved_bytes,receptive_field,issue"
    assert legal == f"1,11689512,1814073344,{rows[0].saved_bytes},435,"
    assert illegal.startswith("3,,,,,") and "do not divide" in illegal
    assert rest == []
