"""A run's curves as TensorBoard reads them: an event file, written without TensorBoard's package.

An event is a protocol buffer (tensorflow/core/util/event.proto) in a record of TFRecord's framing: the length, its
checksum, the event, its checksum.
"""

import os
import platform
import struct
import time
from collections.abc import Iterable
from types import TracebackType

from explorer.atomic_file import write_errors_named
from explorer.runs.events import EpochDone, Event, JobStarted, StepsDone
from explorer.runs.run_folder import EVENT_FILES, RunFolder

POLYNOMIAL = 0x82F63B78
"""CRC-32C (Castagnoli), its bits turned around."""
MASK = 0xA282EAD8
"""What TFRecord adds to a checksum."""
VARINT, DOUBLE, BYTES, FLOAT = 0, 1, 2, 5
"""Protocol buffers' wire types."""
SESSION_START = 1


class TensorBoardFile:
    """Writes the numbers of a job into a new event file beside the run's metrics; a context manager.

    Raises FileWriteError on entry and at any event.
    """

    def __init__(self, folder: RunFolder):
        # TensorBoard reads the files of a folder in the order of their names.
        self.path = folder.path / f"{EVENT_FILES}{time.time_ns() // 1000}.{platform.node()}.{os.getpid()}"

    def __enter__(self) -> "TensorBoardFile":
        with write_errors_named(self.path):
            self._file = self.path.open("xb", buffering=0)
            self._write(0, _bytes(3, b"brain.Event:2"))
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    def record(self, event: Event) -> None:
        """Write the numbers of an event; most have none."""
        with write_errors_named(self.path):
            match event:
                case JobStarted():
                    # TensorBoard forgets what earlier files have from this step on.
                    self._write(event.first_step, _bytes(7, _integer(1, SESSION_START)))
                case StepsDone():
                    self._write_steps(event)
                case EpochDone():
                    self._write_epoch(event)

    def _write_steps(self, event: StepsDone) -> None:
        for step, loss, accuracy in zip(event.steps, event.losses, event.accuracies, strict=True):
            self._write_scalars(step, {"loss/step": loss, "accuracy/step": accuracy})
        speeds = {"learning rate": event.learning_rate, "images a second": event.images_per_second}
        if event.device_memory is not None:
            speeds["device memory"] = event.device_memory
        self._write_scalars(event.steps[-1], speeds)

    def _write_epoch(self, event: EpochDone) -> None:
        self._write_scalars(
            event.step,
            {
                "loss/train": event.train_loss,
                "loss/test": event.test_loss,
                "accuracy/train": event.train_accuracy,
                "accuracy/test": event.test_accuracy,
            },
        )

    def _write_scalars(self, step: int, values: dict[str, float]) -> None:
        summary = b"".join(_bytes(1, _bytes(1, tag.encode()) + _float(2, value)) for tag, value in values.items())
        self._write(step, _bytes(5, summary))

    def _write(self, step: int, content: bytes) -> None:
        event = _double(1, time.time()) + _integer(2, step) + content
        length = struct.pack("<Q", len(event))
        self._file.write(length + _checksum(length) + event + _checksum(event))


def _integer(number: int, value: int) -> bytes:
    return _varint(number << 3 | VARINT) + _varint(value)


def _double(number: int, value: float) -> bytes:
    return _varint(number << 3 | DOUBLE) + struct.pack("<d", value)


def _float(number: int, value: float) -> bytes:
    return _varint(number << 3 | FLOAT) + struct.pack("<f", value)


def _bytes(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | BYTES) + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    parts = []
    while number > 0x7F:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*parts, number))


def _checksum(data: bytes) -> bytes:
    crc = crc32c(data)
    return struct.pack("<I", ((crc >> 15 | crc << 17) + MASK) & 0xFFFFFFFF)


def crc32c(data: Iterable[int]) -> int:
    """CRC-32C of some bytes."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def _entry(crc: int) -> int:
    for _ in range(8):
        crc = crc >> 1 ^ (POLYNOMIAL if crc & 1 else 0)
    return crc


TABLE = tuple(map(_entry, range(256)))
