import csv
import io

from explorer.experiment.analysis import analyse
from explorer.experiment.comparison import FieldChange, compare
from explorer.experiment.comparison_rows import comparison_csv, comparison_markdown, comparison_rows, field_text
from models.presets import PRESETS


def compared(now, was):
    return compare(*(analyse(PRESETS[name]).summary for name in (now, was)))


def read(now, was):
    return list(csv.DictReader(io.StringIO(comparison_csv(compared(now, was)))))


def test_that_the_rows_are_the_network_its_parts_and_their_blocks():
    rows = list(comparison_rows(compared("resnet34", "resnet18")))

    assert [row.level for row in rows[:6]] == ["network", "part", "part", "block", "block", "block"]
    assert [row.change for row in rows[:6]] == ["changed", "same", "changed", "same", "same", "added"]
    assert rows[0].cost("params") == (11_689_512, 21_797_672)
    assert rows[5].cost("params") == (0, 73_984)


def test_that_the_csv_file_has_exact_numbers_of_both_and_their_difference():
    rows = read("resnet34", "resnet18")

    assert (rows[0]["params_baseline"], rows[0]["params"], rows[0]["params_change"]) == (
        "11689512",
        "21797672",
        "10108160",
    )
    assert rows[2]["fields"] == "blocks 2 → 3"
    assert (rows[5]["params_baseline"], rows[5]["params"], rows[5]["params_change"]) == ("", "73984", "73984")
    removed = read("resnet18", "resnet34")[5]
    assert (removed["change"], removed["params"], removed["params_change"]) == ("removed", "", "-73984")


def test_that_the_parts_add_up_to_the_network():
    rows = read("densenet121", "resnet50")
    for name in ("params_change", "macs_change", "saved_bytes_change"):
        parts = sum(int(row[name]) for row in rows if row["level"] == "part")
        assert parts == int(rows[0][name])


def test_that_markdown_has_a_line_a_row():
    comparison = compared("resnet34", "resnet18")
    lines = comparison_markdown(comparison).splitlines()

    assert lines[0].startswith("| level | name | change | fields | params_baseline | params | params_change |")
    assert len(lines) == 2 + len(list(comparison_rows(comparison)))


def test_that_a_field_is_written_with_both_values():
    assert field_text(FieldChange("width_multiplier", 1.0, 2.5)) == "width multiplier 1 → 2.5"
    assert field_text(FieldChange("bottleneck", 4, None)) == "bottleneck 4 → none"
    assert field_text(FieldChange("bias", False, True)) == "bias no → yes"
