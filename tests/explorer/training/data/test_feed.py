"""Images that stay in the host's memory arrive in order; the device is imitated where there is none."""

from contextlib import nullcontext
from typing import ClassVar
from unittest.mock import Mock

import pytest
import torch

from explorer.training.data import feed as feeding
from explorer.training.data.feed import feed
from explorer.training.data.image_set import fit
from models.config import InputShape

IMAGES = torch.arange(40, dtype=torch.uint8).view(40, 1, 1, 1)


def choices():
    return [torch.randperm(40)[:7], slice(3, 9), torch.tensor([0]), slice(35, 40), slice(0, 40)]


DEVICES = [torch.device("meta")] + [torch.device("cuda", 0)] * torch.cuda.is_available()


def test_that_images_on_their_device_are_chosen_there():
    wanted = choices()
    for images, choice in zip(feed(IMAGES, wanted, IMAGES.device), wanted, strict=True):
        assert torch.equal(images, IMAGES[choice])


@pytest.mark.parametrize("device", DEVICES, ids=str)
def test_that_images_of_the_host_travel_in_order(device):
    wanted = choices()
    for images, choice in zip(feed(IMAGES, wanted, device), wanted, strict=True):
        assert images.device == device
        assert images.shape == IMAGES[choice].shape
        if device.type == "cuda":
            assert torch.equal(images.cpu(), IMAGES[choice])


class Stream:
    def __init__(self, device=None):
        self.waited = []

    def wait_event(self, event):
        self.waited.append(event)


class Event:
    log: ClassVar[list[tuple[str, int]]] = []

    def __init__(self):
        self.number = len([entry for entry in self.log if entry[0] == "copied"])

    def record(self):
        self.log.append(("copied", self.number))

    def synchronize(self):
        self.log.append(("waited for", self.number))


@pytest.fixture
def imitated_cuda(monkeypatch):
    """Streams and events that write down what they are asked, over the CPU's memory."""
    stream = Stream()
    Event.log.clear()
    monkeypatch.setattr(torch.cuda, "Stream", Stream)
    monkeypatch.setattr(torch.cuda, "Event", Event)
    monkeypatch.setattr(torch.cuda, "stream", lambda stream: nullcontext())
    monkeypatch.setattr(torch.cuda, "current_stream", lambda device: stream)
    monkeypatch.setattr(
        feeding, "pinned_buffer", lambda images, count: torch.empty((count, 1, 1, 1), dtype=torch.uint8)
    )
    return stream


def test_that_pinned_memory_is_filled_again_only_when_it_was_copied(imitated_cuda):
    carrier = feeding.CudaCarrier(IMAGES, torch.device("cpu"))
    for start in range(5):
        batch, _ = carrier.send(slice(start, start + 4))
        assert batch.flatten().tolist() == list(range(start, start + 4))
    first = [("copied", number) for number in range(3)]
    assert Event.log == [*first, ("waited for", 0), ("copied", 3), ("waited for", 1), ("copied", 4)]


def test_that_a_batch_is_used_only_when_it_has_come_and_its_memory_is_kept_that_long(imitated_cuda):
    carrier = feeding.CudaCarrier(IMAGES, torch.device("cpu"))
    batch, copied = Mock(), Event()
    assert carrier.receive((batch, copied)) is batch
    assert imitated_cuda.waited == [copied]
    batch.record_stream.assert_called_once_with(imitated_cuda)


def test_that_a_feed_can_be_left_early():
    travelling = feed(IMAGES, choices(), torch.device("meta"))
    next(travelling)
    travelling.close()


def test_that_images_are_brought_to_the_network_as_one_by_one():
    shape = InputShape(channels=3, height=12, width=8)
    images = torch.randint(0, 256, (4, 1, 6, 6), dtype=torch.uint8)
    fitted = fit(images, shape)
    assert fitted.shape == (4, 3, 12, 8)
    scaled = torch.nn.functional.interpolate(images[1:2].float(), size=(12, 12), mode="bilinear", antialias=True)
    torch.testing.assert_close(fitted[1, 2], scaled[0, 0, :, 2:10])
    assert fit(images, InputShape(channels=1, height=6, width=6)) is images
