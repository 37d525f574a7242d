import csv
import io
from pathlib import Path

import pytest

from explorer.csv_text import csv_text, table_text

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "-", "+1;=1")
PLAIN = ("cat", "a=b", "", -1, -0.5, 3, None, "-0.250000", "+12 %", "-1.5 M", "-1.19e-07", "1-2", "'=1")


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_that_no_cell_is_a_formula_and_numbers_stay_numbers(delimiter):
    text = csv_text(FORMULAS, [PLAIN], delimiter)
    header, row = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert header == [f"'{cell}".replace("\r", " ") for cell in FORMULAS]
    assert row == ["" if cell is None else str(cell) for cell in PLAIN]


def test_that_any_path_can_be_written():
    assert csv_text(("a\udcff",), ()).encode() == b"a\\udcff\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("layers.csv", "name,params\nconv1,64\n"),
        ("layers.txt", "name,params\nconv1,64\n"),
        ("layers.MD", "| name | params |\n| --- | ---: |\n| conv1 | 64 |\n"),
    ],
)
def test_that_a_table_is_written_as_its_file_is_called(name, text):
    assert table_text(Path(name), ("name", "params"), [("conv1", 64)], words=("name",)) == text
