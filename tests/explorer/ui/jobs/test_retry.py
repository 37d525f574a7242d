"""What the page offers after a failure."""

import pytest

from explorer.runs.events import JobFailed

FAILURES = [
    ({"retry_batch_size": 16}, "Continue with batch size 16", {"batch_size": 16}),
    ({"retry_accumulation": 4}, "Continue with 4 accumulation steps", {"accumulate": 4}),
    ({"retry_learning_rate": 0.01}, "Train again with learning rate 0.01", {"learning_rate": 0.01}),
]


@pytest.mark.parametrize(("remedy", "text", "change"), FAILURES)
def test_that_what_should_help_is_offered_and_taken_as_one_undo_step(
    qtbot, make_page, play, experiment, remedy, text, change
):
    failed = JobFailed(message="It failed.", details="Traceback", **remedy)
    scripts = iter([[play.started(), failed], play.whole_run()])
    page = make_page(lambda request: next(scripts))
    offers = []
    page.offerMade.connect(lambda *values: offers.append(values))
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    assert offers == [("It failed.", "Traceback", text)]
    with qtbot.waitSignal(page.jobs.finished):
        page.accept_offer()
        assert page.jobs.experiment.recipe == experiment.recipe.model_copy(update=change)
    page.document.undo_stack.undo()
    assert page.document.experiment == experiment


def test_that_a_failure_that_nothing_helps_offers_nothing(qtbot, make_page, play, experiment):
    page = make_page(lambda request: [play.started(), JobFailed(message="The disk is full.")])
    offers = []
    page.offerMade.connect(lambda *values: offers.append(values))
    with qtbot.waitSignal(page.jobs.finished):
        page.start()
    page.accept_offer()
    assert not offers and not page.jobs.is_training
    assert page.document.experiment == experiment
