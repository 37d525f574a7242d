"""Writing goes on beside whatever asks for it, in order, and its errors are not lost."""

import threading

import pytest

from explorer.training.loop.checkpointer import Writer


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
