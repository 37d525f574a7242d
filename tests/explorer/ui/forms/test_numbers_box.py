"""Fields of numbers keep what is typed, say what is wrong with it, and speak while it can be read."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from explorer.ui.forms.controls import IntegerBox, NumberBox, NumbersBox
from models.field import Range


@pytest.fixture
def make(qtbot):
    """Makes a shown box; `edited_values` has what it told."""
    boxes = []

    def make_box(box):
        boxes.append(box)
        box.edited_values = []
        box.edited.connect(box.edited_values.append)
        box.show()
        return box

    yield make_box
    for box in boxes:
        shiboken6.delete(box)


def type_over(box, text):
    box.selectAll()
    QTest.keyClicks(box, text)


def test_that_a_value_is_shown_without_a_word(make):
    box = make(NumbersBox())
    box.set_value((0.5, 0.75))
    assert box.text() == "0.5, 0.75"
    assert box.edited_values == []


def test_that_what_can_be_read_is_told_and_the_rest_kept_and_explained(make):
    box = make(NumbersBox())
    box.set_value((0.5,))
    type_over(box, "0.3, x")
    assert box.edited_values[-1] == (0.3,)
    box.editingFinished.emit()
    assert box.text() == "0.3, x"
    assert box.problem == "“0.3, x” is no list of numbers like 0.5, 0.75."
    assert box.property("issue")

    box.set_value((0.4,))
    assert (box.text(), box.problem, box.property("issue")) == ("0.4", "", False)


@pytest.mark.parametrize("text", ["nan", "1e999", "0.5; 0.7"])
def test_that_what_is_no_list_of_numbers_is_not_told(make, text):
    box = make(NumbersBox())
    box.set_value((0.5,))
    box.setText(text)
    box.textEdited.emit(text)
    assert box.edited_values == []


def test_that_digits_beyond_a_limit_stay_and_are_told(make):
    box = make(IntegerBox(Range(1, 2000)))
    type_over(box, "5000")
    assert (box.text(), box.value()) == ("5000", 5000)
    assert box.edited_values == [5, 50, 500, 5000]
    assert box.problem == "the value must be at least 1 and at most 2,000, not 5,000"
    box.editingFinished.emit()
    assert box.text() == "5000"


@pytest.mark.parametrize(
    ("box", "text", "problem"),
    [
        (lambda: IntegerBox(Range(1, 2000)), "1.5", "“1.5” is not a whole number."),
        (lambda: IntegerBox(Range(1, 2000)), "9" * 20, f"“{'9' * 20}” is not a whole number."),
        (lambda: NumberBox(Range(0, 1), 0.1), "0,1", "“0,1” is not a number."),
        (lambda: NumberBox(Range(0, 1), 0.1), "inf", "“inf” is not a number."),
    ],
)
def test_that_a_text_that_is_no_number_stays_and_the_value_before_holds_on(make, box, text, problem):
    box = make(box())
    box.set_value(1)
    type_over(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert (box.text(), box.problem) == (text, problem)
    assert box.value() in (1, 0, 999_999_999_999_999_999)


@pytest.mark.parametrize(("text", "value"), [("1e-7", 1e-7), ("0.00000012", 1.2e-7), ("12,345", 12345)])
def test_that_numbers_are_read_as_people_write_them(make, text, value):
    box = make(NumberBox(Range(0, 10**6), 0.1))
    type_over(box, text)
    assert box.value() == value


def test_that_an_empty_text_is_nothing_wrong_and_is_filled_again(make):
    box = make(IntegerBox(Range(1, 64)))
    box.set_value(8)
    box.clear()
    box.lineEdit().textEdited.emit("")
    assert box.problem == ""
    box.editingFinished.emit()
    assert box.text() == "8"


@pytest.mark.parametrize(
    ("start", "keys", "expected"), [(63, "UUU", 64), (2, "DDD", 1), (5000, "D", 64), (5000, "U", 5000), (-7, "U", 1)]
)
def test_that_steps_stay_within_the_range_and_lead_back_into_it(make, start, keys, expected):
    box = make(IntegerBox(Range(1, 64)))
    box.set_value(start)
    for key in keys:
        QTest.keyClick(box, Qt.Key.Key_Up if key == "U" else Qt.Key.Key_Down)
    assert box.value() == expected


def test_that_steps_do_not_enter_an_end_that_is_open(make):
    box = make(NumberBox(Range(0, 1000, open_start=True), 0.01))
    box.set_value(0.02)
    for _ in range(3):
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.value() == 0.01
