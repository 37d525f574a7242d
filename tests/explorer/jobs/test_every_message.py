"""Every request and event there is, from the unions themselves: through a pipe, and through a line of the metrics."""

import pickle
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import numpy as np
import pytest

from explorer.experiment.experiment import Experiment
from explorer.experiment.recipe import DataConfig
from explorer.exports.export_options import ExportOptions
from explorer.jobs import requests
from explorer.jobs.requests import LAST_EVENTS, Request, ends_job
from explorer.runs import events
from explorer.runs.events import Event, InferenceEvent
from explorer.runs.metrics_file import decode_line, encode_event
from models.config import NetworkConfig
from models.presets import PRESETS

NETWORK = PRESETS["digits_mixed"]
VALUES = {
    str: 'a "line"\nof 图片',
    bytes: b"\x00\xff",
    int: 2**40,
    float: 0.1,
    bool: True,
    NoneType: None,
    np.ndarray: np.arange(3),
    NetworkConfig: NETWORK,
    Experiment: Experiment(name="net", network=NETWORK),
    DataConfig: DataConfig(name="folder", path="here"),
    ExportOptions: ExportOptions(format="onnx"),
}
CONTROL = tuple(
    kind
    for kind in vars(requests).values()
    if is_dataclass(kind) and kind.__module__ == requests.__name__ and kind not in get_args(Request)
)
"""What is asked of a job that runs already."""
NOT_RECORDED = (events.DataFound, events.PreviewReady, *get_args(InferenceEvent))
"""They hold images, or shapes of them."""


def example(hint: Any, full: bool) -> Any:
    """A value as an annotation says; where it may be nothing, or few, it is so unless `full`."""
    if hint in VALUES:
        return VALUES[hint]
    if is_dataclass(hint) or hasattr(hint, "_fields"):
        return hint(**{name: example(part, full) for name, part in get_type_hints(hint).items()})
    options = get_args(hint)
    if get_origin(hint) is UnionType:
        return example(options[0 if full else -1], full)
    if get_origin(hint) is Literal:
        return options[0 if full else -1]
    if options[-1] is Ellipsis:
        return (example(options[0], full),) * (3 if full or hint in (tuple[int, ...], tuple[float, ...]) else 0)
    return tuple(example(option, full) for option in options)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("kind", [*get_args(Request), *CONTROL, *get_args(Event)])
def test_that_every_request_and_event_comes_through_a_pipe(kind, full):
    said = example(kind, full)
    # Arrays in results have no equality of their own.
    assert repr(pickle.loads(pickle.dumps(said))) == repr(said)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("kind", [kind for kind in get_args(Event) if kind not in NOT_RECORDED])
def test_that_every_recorded_event_is_read_as_it_was_written(kind, full):
    event = example(kind, full)
    assert decode_line(encode_event(event, 12.5)) == (12.5, event)


@pytest.mark.parametrize("kind", get_args(Event))
def test_that_every_event_ends_a_job_or_does_not(kind):
    assert ends_job(example(kind, True)) == (kind in get_args(LAST_EVENTS | InferenceEvent))
