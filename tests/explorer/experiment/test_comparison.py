from pathlib import Path

import pytest

from explorer.csv_text import table_text
from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import (
    HEADER,
    WORDS,
    FieldChange,
    compare,
    comparison_fields,
    comparison_rows,
    field_name,
    field_text,
)
from explorer.experiment.field_path import with_field
from explorer.experiment.stage_edits import add_stage, remove_stage
from explorer.words.catalogue import Words
from models.presets import PRESETS


def compared(now, was):
    configs = (PRESETS[network] if isinstance(network, str) else network for network in (now, was))
    return compare(*(analyse(config).summary for config in configs))


def pairs(comparison):
    return [(pair.now and pair.now.name, pair.was and pair.was.name, pair.change) for pair in comparison.parts]


@pytest.mark.parametrize("name", PRESETS)
def test_that_a_network_is_the_same_as_itself(name):
    comparison = compared(name, name)

    assert not comparison.fields
    assert {pair.change for pair in comparison.parts} == {"same"}
    assert {block.change for pair in comparison.parts for block in pair.blocks} == {"same"}
    assert comparison.partners == comparison.was.blocks
    assert comparison.stages == comparison.was.stages


def test_that_deeper_stages_have_blocks_more():
    comparison = compared("resnet34", "resnet18")

    assert pairs(comparison)[1] == ("stages.0", "stages.0", "changed")
    assert comparison.parts[1].fields == (FieldChange("blocks", 2, 3),)
    assert [block.change for block in comparison.parts[1].blocks] == ["same", "same", "added"]
    assert [block is None for block in comparison.partners[1:4]] == [False, False, True]


def test_that_blocks_that_went_are_named_last():
    blocks = compared("resnet18", "resnet34").parts[1].blocks

    assert [block.change for block in blocks] == ["same", "same", "removed"]
    assert blocks[-1].was.name == "layer1.2"


def test_that_a_stage_that_went_leaves_the_others_paired():
    network = PRESETS["resnet18"]
    comparison = compared(remove_stage(network, 1).network, network)

    # Those behind it have the same fields but larger maps.
    assert pairs(comparison)[1:5] == [
        ("stages.0", "stages.0", "same"),
        (None, "stages.1", "removed"),
        ("stages.1", "stages.2", "changed"),
        ("stages.2", "stages.3", "changed"),
    ]
    assert not any(pair.fields for pair in comparison.parts)


def test_that_a_stage_that_came_has_no_partner():
    network = PRESETS["resnet18"]
    comparison = compared(add_stage(network, 2, "residual").network, network)

    assert [pair.change for pair in comparison.parts].count("added") == 1
    assert [row is None for row in comparison.stages].count(True) == 1


def test_that_transitions_are_paired_with_transitions():
    comparison = compared("densenet169", "densenet121")
    transition = comparison.parts[3].blocks[-1]

    assert (transition.now.kind, transition.was.kind) == ("transition", "transition")
    assert transition.change == "changed"
    assert [block.change for block in comparison.parts[3].blocks][23:25] == ["same", "added"]


def test_that_stages_of_different_kinds_are_paired_where_they_stand():
    comparison = compared("densenet121", "resnet50")

    assert pairs(comparison)[1][:2] == ("stages.0", "stages.0")
    assert comparison.parts[1].fields == (FieldChange("kind", "residual", "dense"),)
    assert comparison.fields == (FieldChange("init.scheme", "kaiming_fan_out", "kaiming_fan_in"),)


def test_that_fields_within_fields_have_their_path():
    now = with_field(with_field(PRESETS["resnet18"], "input.height", 160), "num_classes", 10)

    assert compared(now, "resnet18").fields == (
        FieldChange("input.height", 224, 160),
        FieldChange("num_classes", 1000, 10),
    )


def read(now, was):
    return [dict(zip(HEADER, fields, strict=True)) for fields in comparison_fields(compared(now, was))]


def test_that_the_rows_are_the_network_its_parts_and_their_blocks():
    rows = list(comparison_rows(compared("resnet34", "resnet18")))

    assert [row.level for row in rows[:6]] == ["network", "part", "part", "block", "block", "block"]
    assert [row.change for row in rows[:6]] == ["changed", "same", "changed", "same", "same", "added"]
    assert rows[0].cost("params") == (11_689_512, 21_797_672)
    assert rows[5].cost("params") == (0, 73_984)


def test_that_a_file_has_exact_numbers_of_both_and_their_difference():
    rows = read("resnet34", "resnet18")

    assert (rows[0]["params_baseline"], rows[0]["params"], rows[0]["params_change"]) == (
        11_689_512,
        21_797_672,
        10_108_160,
    )
    assert rows[2]["fields"] == "blocks 2 → 3"
    assert (rows[5]["params_baseline"], rows[5]["params"], rows[5]["params_change"]) == ("", 73_984, 73_984)
    removed = read("resnet18", "resnet34")[5]
    assert (removed["change"], removed["params"], removed["params_change"]) == ("removed", "", -73_984)


def test_that_the_parts_add_up_to_the_network():
    rows = read("densenet121", "resnet50")
    for name in ("params_change", "macs_change", "saved_bytes_change"):
        parts = sum(row[name] for row in rows if row["level"] == "part")
        assert parts == rows[0][name]


def test_that_markdown_has_a_line_a_row():
    comparison = compared("resnet34", "resnet18")
    lines = table_text(Path("a.md"), HEADER, comparison_fields(comparison), WORDS).splitlines()

    assert lines[0].startswith("| level | name | change | fields | params_baseline | params | params_change |")
    assert lines[1].startswith("| --- | --- | --- | --- | ---: |")
    assert len(lines) == 2 + len(list(comparison_rows(comparison)))


def test_that_a_field_is_written_with_both_values():
    assert field_text(FieldChange("width_multiplier", 1.0, 2.5)) == "width multiplier 1 → 2.5"
    assert field_text(FieldChange("bottleneck", 4, None)) == "bottleneck 4 → none"
    assert field_text(FieldChange("bias", False, True)) == "bias no → yes"


def test_that_a_field_in_a_part_is_named_once_in_every_language():
    scheme = field_name(FieldChange("init.scheme", "kaiming_fan_out", "kaiming_fan_in"))
    assert (scheme, Words("zh_CN")(scheme)) == ("init scheme", "初始化方案")
