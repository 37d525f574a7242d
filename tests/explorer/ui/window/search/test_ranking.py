import pytest

from explorer.ui.window.search.ranking import rank


@pytest.mark.parametrize(
    ("better", "worse"), [("Train", "Retrain"), ("Save", "Compress and save"), ("Export", "Explore portions")]
)
def test_that_the_nearer_answer_comes_first(better, worse):
    typed = better.lower()[:4]
    assert rank(better, typed) < rank(worse, typed)


def test_that_every_typed_word_must_be_there():
    assert rank("Stage 2: Width Go to field", "wid 2") is not None
    assert rank("Stage 2: Width Go to field", "wid 3") is None


def test_that_letters_may_be_left_out_but_not_mixed_up():
    assert rank("Reset panels", "rspan") is not None
    assert rank("Reset panels", "naprs") is None
