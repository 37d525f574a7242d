from pathlib import Path

from explorer.csv_text import table_text
from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import FieldChange, compare
from explorer.experiment.comparison_rows import (
    HEADER,
    WORDS,
    comparison_fields,
    comparison_rows,
    field_name,
    field_text,
)
from explorer.words.catalogue import Words
from models.presets import PRESETS


def compared(now, was):
    return compare(*(analyse(PRESETS[name]).summary for name in (now, was)))


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
