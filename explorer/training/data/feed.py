"""Feeds batches to the training device; if the images do not fit there, it copies the next batches ahead."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import torch
from torch import Tensor

AHEAD = 2
"""Batches that are gathered and copied ahead."""


def feed(images: Tensor, choices: Iterable[Tensor | slice], device: torch.device) -> Iterator[Tensor]:
    """Yield for each choice, positions (B,) or a slice, its images out of (N, C, H, W), on `device`."""
    if images.device == device or (images.device.type, device.index) == (device.type, None):
        return (images[_placed(choice, images.device)] for choice in choices)
    return copy_ahead(images, choices, device)


def _placed(choice: Tensor | slice, device: torch.device) -> Tensor | slice:
    return choice if isinstance(choice, slice) else choice.to(device, non_blocking=True)


def copy_ahead(images: Tensor, choices: Iterable[Tensor | slice], device: torch.device) -> Iterator[Tensor]:
    carrier = CudaCarrier(images, device) if device.type == "cuda" else Carrier(images, device)
    waiting: deque[Future] = deque()
    with ThreadPoolExecutor(1, thread_name_prefix="feed") as pool:
        try:
            for choice in choices:
                waiting.append(pool.submit(carrier.send, choice))
                if len(waiting) > AHEAD:
                    yield carrier.receive(waiting.popleft().result())
            while waiting:
                yield carrier.receive(waiting.popleft().result())
        finally:
            for future in waiting:
                future.cancel()


class Carrier:
    """Gathers a batch and copies it to the device, in a thread beside the training."""

    def __init__(self, images: Tensor, device: torch.device):
        self._images, self._device = images, device

    def send(self, choice: Tensor | slice) -> Tensor:
        return self._images[choice].to(self._device)

    def receive(self, batch: Tensor) -> Tensor:
        return batch


class CudaCarrier:
    """Copies through pinned memory on a stream of its own, so that copies and computation overlap."""

    def __init__(self, images: Tensor, device: torch.device):
        self._images, self._device = images, device
        self._stream = torch.cuda.Stream(device)
        # One is filled while the others are still being copied.
        self._buffers: deque[tuple[Tensor, torch.cuda.Event | None]] = deque(
            (pinned_buffer(images, 0), None) for _ in range(3)
        )

    def send(self, choice: Tensor | slice) -> tuple[Tensor, torch.cuda.Event]:
        chosen = torch.arange(len(self._images))[choice] if isinstance(choice, slice) else choice
        buffer, copied = self._buffers.popleft()
        if copied is not None:
            copied.synchronize()
        if len(buffer) < len(chosen):
            buffer = pinned_buffer(self._images, len(chosen))
        gathered = torch.index_select(self._images, 0, chosen, out=buffer[: len(chosen)])
        with torch.cuda.stream(self._stream):
            batch = gathered.to(self._device, non_blocking=True)
            copied = torch.cuda.Event()
            copied.record()
        self._buffers.append((buffer, copied))
        return batch, copied

    def receive(self, sent: tuple[Tensor, torch.cuda.Event]) -> Tensor:
        batch, copied = sent
        stream = torch.cuda.current_stream(self._device)
        stream.wait_event(copied)
        # Its memory belongs to the copying stream, which must not reuse it before this stream is done with it.
        batch.record_stream(stream)
        return batch


def pinned_buffer(images: Tensor, num_images: int) -> Tensor:
    return torch.empty((num_images, *images.shape[1:]), dtype=images.dtype, pin_memory=True)
