from explorer.runs.events import JobFailed


def test_that_only_a_run_with_weights_can_be_tried(qtbot, make_page, record_run):
    folder = record_run("weightless")
    folder.best_file.unlink()
    folder.last_file.unlink()
    record_run("weighty")
    page = make_page(lambda request: [JobFailed(message="There is nothing to test.")])
    runs = page.runs
    runs.refresh()
    qtbot.waitUntil(lambda: runs.runs.rowCount() == 2)
    can_try = {}
    for row in range(2):
        runs.run_card.view.selectRow(row)
        record = runs.runs.record_at(row)
        qtbot.waitUntil(lambda record=record: page.run_actions.records[0] == record)
        can_try[record.experiment] = page.run_actions.try_run.isEnabled()
    assert can_try == {"weightless": False, "weighty": True}


def test_that_trying_a_run_opens_a_window_that_says_what_is_wrong(qtbot, make_page, record_run):
    record_run("weighty")
    page = make_page(lambda request: [JobFailed(message="There is nothing to test.")])
    page.runs.refresh()
    qtbot.waitUntil(lambda: page.runs.runs.rowCount() == 1)
    page.runs.run_card.view.selectRow(0)
    qtbot.waitUntil(page.run_actions.try_run.isEnabled)
    page.run_actions.try_run.trigger()
    window = page.run_actions.inference.window
    qtbot.waitUntil(lambda: window.waiting.text() == "There is nothing to test.")
    window.close()
