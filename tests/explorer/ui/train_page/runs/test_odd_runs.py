"""Odd folders among the runs: each is a row that says so, and the window goes on."""

import os

import pytest

from explorer.ui.train_page.runs import run_browser

DEEP = "[" * 100_000
HARMS = (
    lambda run: run.metrics_file.write_text('{"type": []}\n'),
    lambda run: run.metrics_file.write_text(DEEP + "\n"),
    lambda run: run.metrics_file.write_text('{"type": "EpochDone", "epoch": "one"}\n'),
    lambda run: run.metrics_file.write_text('{"type": "JobPaused", "step": 1' + "0" * 400 + "}\n"),
    lambda run: run.metrics_file.write_bytes(b"\xff\xfe\n"),
    lambda run: put(run.metrics_file, os.mkfifo),
    lambda run: put(run.metrics_file, os.mkdir),
    lambda run: put(run.experiment_file, os.mkfifo),
    lambda run: put(run.experiment_file, lambda path: path.symlink_to("nowhere")),
    lambda run: put(run.lock.path, os.mkfifo),
    lambda run: put(run.best_file, os.mkfifo),
    lambda run: run.experiment_file.write_text(DEEP),
    lambda run: run.experiment_file.write_text('{"recipe": {"batch_size": []}}'),
    lambda run: run.environment_file.write_text(DEEP),
    lambda run: run.environment_file.write_text('{"started": NaN}'),
)


def put(path, make):
    path.unlink()
    make(path)


@pytest.mark.timeout(60)
def test_that_fifteen_odd_folders_beside_good_ones_leave_the_window_alive(qtbot, make_page, record_run, monkeypatch):
    monkeypatch.setattr(run_browser, "LIST_EVERY", 1)
    odd = [record_run(f"odd{number}") for number in range(len(HARMS))]
    record_run("good")
    for harm, run in zip(HARMS, odd, strict=True):
        harm(run)
    page = make_page(lambda request: [])
    said, model = [], page.runs.runs
    page.jobs.messageRaised.connect(lambda kind, text, *_: said.append(text))
    qtbot.waitUntil(lambda: model.rowCount() == len(HARMS) + 1, timeout=20_000)
    records = {record.path: record for record in map(model.record_at, range(model.rowCount()))}
    assert {records.pop(run.path).state for run in odd} == {"unreadable"}
    assert [record.state for record in records.values()] == ["finished"]
    tips = {row: model.index(row, 0).data(3) for row in range(model.rowCount())}
    assert sum("restore" in tip for tip in tips.values()) == len(HARMS)
    # Each of them can be selected, and the good one is shown after them.
    view = page.runs.run_card.view
    view.selectAll()
    qtbot.waitUntil(lambda: any(run.name.startswith("good") for run in page.plots.runs))
    assert all(text.endswith(".") and "\n" not in text for text in said)
    record_run("later")
    page.runs.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == len(HARMS) + 2, timeout=20_000)
