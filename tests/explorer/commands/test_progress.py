import io

import pytest
from rich.console import Console

from explorer.commands.progress import TrainingProgress
from explorer.runs.events import EpochDone, JobFinished, JobNote, JobStarted, Loading, StepsDone

STARTED = JobStarted(
    device="NVIDIA H100 (cuda:0)",
    run_folder="/runs/a",
    train_images=50_000,
    test_images=10_000,
    classes=("cat", "dog"),
    epochs=2,
    steps_per_epoch=100,
    params=1_234_567,
)
STEPS = StepsDone(
    steps=(49, 50),
    losses=(1.0, 0.5),
    accuracies=(0.5, 0.75),
    learning_rate=0.1,
    epoch=0.5,
    images_per_second=1000.0,
    seconds_left=3725.0,
)
EPOCH = EpochDone(
    epoch=1,
    step=100,
    train_loss=0.75,
    train_accuracy=0.7,
    test_loss=0.5,
    test_accuracy=0.81,
    learning_rate=0.1,
    seconds=12.34,
    images_per_second=1000.0,
    is_best=True,
)


def shown(*events, terminal: bool) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=80, highlight=False, no_color=True)
    with TrainingProgress(console) as progress:
        for event in events:
            progress.show(event)
        progress._progress.refresh()
    return file.getvalue()


def finished(**changes) -> JobFinished:
    facts = {"stopped": False, "epochs": 2, "best_epoch": 1, "best_test_accuracy": 0.81, "seconds": 61.0}
    return JobFinished(**facts | changes, run_folder="/runs/a long name " + 80 * "x")


def test_that_a_terminal_shows_a_bar_with_the_time_left():
    text = shown(STARTED, STEPS, terminal=True)
    assert "Epoch 1/2" in text
    assert "25%" in text
    assert "loss 0.750, accuracy 62.5%, 1:02:05 left" in text


def test_that_a_file_gets_lines_only():
    lines = shown(STARTED, STEPS, EPOCH, finished(), terminal=False).splitlines()
    assert lines == [
        "Training 1,234,567 parameters on NVIDIA H100 (cuda:0): 50,000 training and 10,000 test images, 2 classes.",
        "Epoch 1/2  train 0.7500 70.00%  test 0.5000 81.00%  12.3 s  best",
        "Finished after 2 epochs in 1:01: best test accuracy 81.00% in epoch 1.",
        "Run: /runs/a long name " + 80 * "x",
    ]


LOADING = tuple(
    Loading(what="Downloading a.tar.gz", done=done, total=4 * 2**20, unit="bytes") for done in (2**19, 2**20)
)


def test_that_a_download_moves_the_bar():
    text = shown(*LOADING, terminal=True)
    assert "Downloading a.tar.gz" in text
    assert "25%" in text
    assert "1.0 of 4.0 MiB" in text


def test_that_a_file_has_one_line_for_each_download():
    reading = Loading(what="Reading images", done=5, total=10)
    assert shown(*LOADING, reading, terminal=False) == "Downloading a.tar.gz.\n"


def test_that_notes_are_shown_as_they_are():
    assert shown(JobNote(message="[b] is no [/b] markup"), terminal=False) == "[b] is no [/b] markup\n"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stopped": True, "epochs": 1}, "Stopped after 1 epoch in 1:01: best test accuracy 81.00% in epoch 1."),
        (
            {"stopped": True, "epochs": 0, "best_epoch": None, "best_test_accuracy": None},
            "Stopped after 0 epochs in 1:01, before the first test.",
        ),
    ],
)
def test_that_the_end_is_told(changes, sentence):
    assert shown(finished(**changes), terminal=False).startswith(sentence)
