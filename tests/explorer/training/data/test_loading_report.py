"""Several processes load one after the other and stop together; here they are threads."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.runs.events import Loading
from explorer.training.data.loading_report import load_shared
from explorer.training.job_control import JobControl
from explorer.training.runtime.ranks import Ranks, Share
from explorer.training.runtime.training_error import TrainingStopped

COUNT = 3


class ThreadRanks(Ranks):
    """One of several threads that consult each other as processes do."""

    def __init__(self, index: int, barrier: threading.Barrier, said: list):
        self.share = Share(index=index, count=COUNT)
        self._barrier, self._said = barrier, said

    def any_rank(self, *flags):
        self._said[self.share.index] = flags
        self._barrier.wait(10)
        agreed = tuple(map(any, zip(*self._said, strict=True)))
        self._barrier.wait(10)
        return agreed


class Loads:
    """What each process loads: with 20 reports."""

    def __init__(self):
        self.order = []
        self.controls = [JobControl() for _ in range(COUNT)]
        self.stop_at = None
        """(Which process's report, its number, which process is asked to stop.)"""

    def load(self, index):
        def load(report):
            self.order.append(index)
            for number in range(20):
                if self.stop_at is not None and self.stop_at[:2] == (index, number):
                    self.controls[self.stop_at[2]].stop()
                report(Loading(what="Reading", done=number, total=20))
            return f"data of {index}"

        return load

    def run(self):
        barrier, said = threading.Barrier(COUNT), [None] * COUNT

        def process(index):
            try:
                ranks = ThreadRanks(index, barrier, said)
                return load_shared(self.load(index), ranks, lambda event: None, self.controls[index], ask_seconds=0.0)
            except TrainingStopped:
                return "stopped"

        with ThreadPoolExecutor(COUNT) as pool:
            return list(pool.map(process, range(COUNT)))


def test_that_the_first_loads_before_the_others():
    loads = Loads()
    assert loads.run() == ["data of 0", "data of 1", "data of 2"]
    assert loads.order[0] == 0
    assert sorted(loads.order) == [0, 1, 2]


@pytest.mark.parametrize("asked", range(COUNT))
def test_that_all_stop_while_the_first_loads(asked):
    loads = Loads()
    loads.stop_at = (0, 5, asked)
    assert loads.run() == ["stopped"] * COUNT
    assert loads.order == [0]


@pytest.mark.parametrize(("loading", "number"), [(2, 5), (0, 19)])
def test_that_all_stop_where_one_of_the_others_is_asked_to(loading, number):
    loads = Loads()
    loads.stop_at = (loading, number, 2)
    assert loads.run() == ["stopped"] * COUNT
