"""A small draw of tests/proofs/attack.py, which is run by hand with many more."""

import pytest
import torch

from tests.proofs import attack


@pytest.fixture
def one_thread():
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.usefixtures("one_thread")
def test_that_damaged_folders_bring_back_nothing_but_our_own_sentences(tmp_path):
    good = attack.make_run(tmp_path / "good").path
    assert attack.attack(tmp_path, good, 24, 19, attack.CALLS) == []


def test_that_listing_while_runs_come_and_go_is_no_error(tmp_path):
    good = tmp_path / "good"
    attack.save_run(good)
    assert attack.race(tmp_path, good, 60) == []
