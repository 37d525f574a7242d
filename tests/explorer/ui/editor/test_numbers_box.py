"""A field of a few numbers speaks while its text can be read, and puts back what cannot."""

import pytest
import shiboken6
from PySide6.QtTest import QTest

from explorer.ui.editor.controls import NumbersBox


@pytest.fixture
def box(qtbot):
    box = NumbersBox()
    box.edited_values = []
    box.edited.connect(box.edited_values.append)
    box.show()
    yield box
    shiboken6.delete(box)


def test_that_a_value_is_shown_without_a_word(box):
    box.set_value((0.5, 0.75))
    assert box.text() == "0.5, 0.75"
    assert box.edited_values == []


def test_that_what_can_be_read_is_told_and_the_rest_put_back(box):
    box.set_value((0.5,))
    box.selectAll()
    QTest.keyClicks(box, "0.3, x")
    assert box.edited_values[-1] == (0.3,)
    box.editingFinished.emit()
    assert box.text() == "0.3"


@pytest.mark.parametrize("text", ["nan", "1e999", "0.5; 0.7"])
def test_that_what_is_no_list_of_numbers_is_not_told(box, text):
    box.set_value((0.5,))
    box.setText(text)
    box.textEdited.emit(text)
    assert box.edited_values == []
