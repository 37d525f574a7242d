"""Writing goes on beside whatever asks for it, in order; its errors are not lost, and what it copied stays as it is."""

import threading

import pytest
import torch

from explorer.training.loop.checkpointer import Writer, host_copy


def test_that_nobody_waits_for_what_is_being_written():
    may_end, written = threading.Event(), []

    def write():
        may_end.wait(10)
        written.append("one")

    with Writer() as writer:
        writer.submit(write)
        writer.raise_error()
        assert written == []
        may_end.set()
        writer.submit(lambda: written.append("two"))
    assert written == ["one", "two"]


@pytest.mark.parametrize("ask", [Writer.finish, lambda writer: writer.submit(lambda: None)], ids=["finish", "submit"])
def test_that_an_error_is_raised_once_where_the_writer_is_asked_next(ask):
    with Writer() as writer:
        writer.submit(fail)
        with pytest.raises(ValueError, match="full"):
            ask(writer)
        writer.finish()


def test_that_an_error_is_raised_at_the_latest_at_the_end():
    with pytest.raises(ValueError, match="full"), Writer() as writer:
        writer.submit(fail)


def test_that_an_error_gives_way_to_one_that_leads_out():
    with pytest.raises(KeyError), Writer() as writer:
        writer.submit(fail)
        raise KeyError


def test_that_an_error_is_seen_without_waiting():
    with Writer() as writer:
        writer.submit(fail)
        with pytest.raises(ValueError, match="full"):
            for _ in iter(int, 1):
                writer.raise_error()


def fail():
    raise ValueError("the disk is full")


def test_that_a_copy_shares_no_memory_and_keeps_the_order_in_memory():
    weight = torch.randn(8, 4, 3, 3).contiguous(memory_format=torch.channels_last).requires_grad_()
    values = {"model": {"w": weight}, "groups": [{"params": [0, 1], "lr": 0.1}], "pair": (weight, None), "on": True}
    copy = host_copy(values, torch.device("cpu"))
    before = weight.detach().clone()
    with torch.no_grad():
        weight.zero_()
    assert torch.equal(copy["model"]["w"], before)
    assert torch.equal(copy["pair"][0], before)
    assert copy["model"]["w"].is_contiguous(memory_format=torch.channels_last)
    assert not copy["model"]["w"].requires_grad
    assert (copy["groups"], copy["pair"][1], copy["on"]) == (values["groups"], None, True)
